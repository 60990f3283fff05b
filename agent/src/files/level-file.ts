import { z } from 'zod'
import type { Levelling } from '../domain/levelling/step-levelling.ts'
import { readJson, writeJson } from './json-file.ts'

const LevelFile = z.object({
  gainDb: z.number(),
  energy: z.number().min(0),
  seconds: z.number().min(0),
})

/** Where the audio of a channel stands: a run or an agent that comes after goes on from there. */
export function writeLevel(file: string, levelling: Levelling): void {
  writeJson(file, levelling)
}

/** Null where there is none, or it cannot be used. */
export function readLevel(file: string): Levelling | null {
  const read = readJson(file, LevelFile)
  return read.kind === 'ok' ? read.value : null
}
