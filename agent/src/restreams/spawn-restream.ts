import { writeFileSync } from 'node:fs'
import type { MediaUser } from '../domain/confinement/confine.ts'
import { HELPER_MEMORY_BYTES } from '../domain/confinement/memory-bound.ts'
import { reachOfDestination, withLoopbackPort } from '../domain/confinement/reach.ts'
import type { WantedRestream } from '../domain/restreams/restream-memory.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Program } from '../ports.ts'
import { spawnConfined } from '../process/spawn-confined.ts'
import type { DetachedProcess } from '../process/spawn-detached.ts'
import { restreamCommand } from './restream-command.ts'
import { carriedNote, RESTREAM_NOTE, type RestreamNote } from './restream-records.ts'

/** Viewers, the agent and encoders come before it: it has seconds in hand. */
const NICE = 6

export type RestreamCommand = {
  wanted: WantedRestream
  note: RestreamNote
  program: Program
  paths: AgentPaths
  progressPort: number
  allowCidrs: readonly string[]
  user: MediaUser | null
}

/** Starts the program of a destination, held to the origin's port, its progress and the networks it may send into. */
export function spawnRestream(command: RestreamCommand): Promise<DetachedProcess> {
  const { wanted, note, program, paths, progressPort, user } = command
  const { restream, playlist } = wanted
  const progressUrl = `udp://127.0.0.1:${progressPort}?localaddr=${note.progressAddress}`
  const reach = [progressPort, Number(new URL(playlist).port || 80)].reduce(
    withLoopbackPort,
    reachOfDestination(restream.url, command.allowCidrs),
  )
  const { command: planned, files, env } = restreamCommand(wanted, program, progressUrl)
  const bounds = { reach, files, memoryBytes: HELPER_MEMORY_BYTES, user }
  return spawnConfined({
    command: planned,
    bounds,
    env: { ...env, [RESTREAM_NOTE]: carriedNote(paths, note) },
    logFile: note.hasLog ? paths.restreamLog(restream.id) : '/dev/null',
    cwd: '/',
    nice: NICE,
  })
}

/**
 * Only errors are said, and what the process before said has been read. False where the disk takes no log: that of
 * the process before may be there still.
 */
export function emptyLog(logFile: string): boolean {
  try {
    writeFileSync(logFile, '', { mode: 0o600 })
    return true
  } catch {
    return false
  }
}
