import { z } from 'zod'
import { readJson, writeJson } from './json-file.ts'

const Level = z.object({
  gainDb: z.number(),
  energy: z.number().min(0),
  seconds: z.number().min(0),
})

/** Of the main audio; an agent of before there was more has written no `further`. */
const LevelFile = Level.extend({
  /** Of each audio that viewers can choose, by its name. */
  further: z.record(z.string().max(16), Level).default({}),
})
export type LevelFile = z.infer<typeof LevelFile>

/** Where the audio of a channel stands: a run or an agent that comes after goes on from there. */
export function writeLevel(file: string, levels: LevelFile): void {
  writeJson(file, levels)
}

/** Null where there is none, or it cannot be used. */
export function readLevel(file: string): LevelFile | null {
  const read = readJson(file, LevelFile)
  return read.kind === 'ok' ? read.value : null
}
