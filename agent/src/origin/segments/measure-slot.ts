import { join } from 'node:path'
import { runFile, type SlotContent, type SlotLadder } from '../domain/ladder/slot-files.ts'
import { measureSegment } from './measure-segment.ts'

/**
 * What there is of a slot of which the files are complete, below a folder. Of a ladder the picture to seek
 * by is one of the smallest rendition that is there: many of them are asked for within a moment.
 */
export function measureSlot(folder: string, file: string, ladder: SlotLadder | null): SlotContent {
  if (ladder === null) {
    const measured = measureSegment(join(folder, file))
    if (measured === null) return {}
    const { bytes, iFrame } = measured
    return { bytes, ...(iFrame === null ? {} : { iFrame }) }
  }
  const rendition = ladder.renditions.findLast(({ bytes }) => bytes > 0)?.name
  if (rendition === undefined) return { ladder }
  const iFrame = measureSegment(join(folder, runFile(rendition, file)))?.iFrame ?? null
  return { ladder, ...(iFrame === null ? {} : { iFrame: { rendition, ...iFrame } }) }
}
