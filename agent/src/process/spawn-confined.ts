import type { Bounds, Command } from '../domain/confinement/confine.ts'
import { confined } from './confinement.ts'
import { tellApart } from './hidden-words.ts'
import { type DetachedCommand, type DetachedProcess, spawnDetached } from './spawn-detached.ts'

export type ConfinedStart = Omit<DetachedCommand, 'file' | 'args' | 'words'> & {
  command: Command
  bounds: Bounds
}

/** The first descriptor that is nothing of a program's own. */
const DESCRIPTOR = 3

/** Starts an FFmpeg that outlives us, held in, with what is secret of its command beside it. */
export async function spawnConfined({
  command,
  bounds,
  env: base,
  ...start
}: ConfinedStart): Promise<DetachedProcess> {
  const told = await tellApart(command, DESCRIPTOR)
  const { file, args, env } = confined(told.command, bounds, base)
  return spawnDetached({ ...start, file, args, env: { ...env, ...told.env }, words: told.words })
}
