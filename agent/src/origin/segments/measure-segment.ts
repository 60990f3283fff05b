import { type ByteSpan, findIFrame } from '../domain/i-frames/find-i-frame.ts'
import { openSegment, type SegmentBytes } from './segment-bytes.ts'

/** What is known of a segment's file once it is complete. */
export type MeasuredSegment = { bytes: number; iFrame: ByteSpan | null }

/** The first picture of most segments is within the first read. */
const FIRST_BYTES = 188 * 512
const GROWTH = 2
/** No picture of a live stream is larger. */
const MOST_BYTES = FIRST_BYTES * GROWTH ** 6

/** Reads as much of a segment as its first picture takes; null when it is gone or cannot be read. */
export function measureSegment(path: string): MeasuredSegment | null {
  try {
    return openSegment(path, (segment) => ({ bytes: segment.size, iFrame: iFrameOf(segment) }))
  } catch {
    return null
  }
}

function iFrameOf({ size, head }: SegmentBytes): ByteSpan | null {
  for (let most = FIRST_BYTES; most <= MOST_BYTES; most *= GROWTH) {
    const found = findIFrame(head(most), most >= size)
    if (found !== 'too-short') return found
  }
  return null
}
