import { join } from 'node:path'
import { RunClockFile } from '@cashbacktv/contract'
import { readJson, writeJson } from './json-file.ts'

/** Null while nobody has written it down. */
export function readRunClock(runDir: string): RunClockFile | null {
  const read = readJson(pathIn(runDir), RunClockFile)
  return read.kind === 'ok' ? read.value : null
}

/** Without it breaks have no place, which is no reason to disturb a run. */
export function writeRunClock(runDir: string, clock: RunClockFile): void {
  try {
    writeJson(pathIn(runDir), clock)
  } catch {
    // The folder of the run is gone, or the disk is full, which is said elsewhere.
  }
}

function pathIn(runDir: string): string {
  return join(runDir, 'clock.json')
}
