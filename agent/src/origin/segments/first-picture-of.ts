import { join } from 'node:path'
import type { LadderFile } from '@cashbacktv/contract'
import { firstPicture } from '../domain/cues/first-picture.ts'
import { runFile } from '../domain/ladder/slot-files.ts'
import { readHead } from './read-head.ts'

/** Before the first picture: tables, and audio that comes ahead. */
const HEAD_BYTES = 188 * 700

/**
 * Timestamp of the picture that a slot of a run begins with, of whichever rendition is there: all of them have
 * one clock. Null of none.
 */
export function firstPictureOf(
  runFolder: string,
  file: string,
  ladder: Pick<LadderFile, 'renditions'> | null,
): number | null {
  for (const name of ladder?.renditions ?? [null]) {
    const pts = firstPicture(readHead(join(runFolder, runFile(name, file)), HEAD_BYTES))
    if (pts !== null) return pts
  }
  return null
}
