import { join } from 'node:path'
import { LadderFile } from '@cashbacktv/contract'
import { readJson, writeJson } from './json-file.ts'

/** Null for a run of one rendition. Of a damaged file nothing can be made: such a run shows nothing. */
export function readLadder(runDir: string): LadderFile | null {
  const read = readJson(join(runDir, 'ladder.json'), LadderFile)
  return read.kind === 'ok' ? read.value : null
}

/** Before the run writes anything. */
export function writeLadder(runDir: string, ladder: LadderFile): void {
  writeJson(join(runDir, 'ladder.json'), ladder)
}
