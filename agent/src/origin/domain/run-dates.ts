import { type ListedSegment, LONGEST_SECONDS } from './private-playlist.ts'

/**
 * The dates of one run against the clock of its host. FFmpeg reads that clock once, as it begins, and counts the
 * media on from there: where the clock is set later, or the source stands still, all that follows is off.
 */
export type RunDate = {
  /** Added to what FFmpeg says, in milliseconds. */
  offsetMs: number
  /** Of the newest segment that was judged. */
  index: number
}

/**
 * Off by more than this the dates of a run are set anew, which is a seam for players. No burst of a source and
 * no queue is so long; a clock that is half a percent off takes more than a day.
 */
export const MOST_OFF_MS = 600_000

/**
 * What the dates of a run are set right by, judged by its newest segment, which is complete just now; null where
 * nothing is known of it. `wall`: milliseconds since 1970. A run that is seen for the first time may have stood
 * still for long: that it lies behind says something once more has come, and that it lies ahead at once.
 */
export function dateRun(
  before: RunDate | null,
  segments: readonly ListedSegment[],
  wall: number,
): RunDate | null {
  const newest = segments.findLast(isSane)
  if (newest === undefined) return before
  const { index, startsAt, durationSeconds } = newest
  const offsetMs = before?.offsetMs ?? 0
  const lateMs = wall - (startsAt + durationSeconds * 1000 + offsetMs)
  const isFresh = before !== null && index > before.index
  const isOff = lateMs < -MOST_OFF_MS || (isFresh && lateMs > MOST_OFF_MS)
  return { offsetMs: isOff ? Math.round(offsetMs + lateMs) : offsetMs, index }
}

/** One that seems to last for hours began when it says, and ends long before. */
function isSane({ startsAt, durationSeconds }: ListedSegment): boolean {
  return Number.isFinite(startsAt) && durationSeconds <= LONGEST_SECONDS
}

/** Segments with the dates that they have by that. */
export function dated(
  segments: readonly ListedSegment[],
  { offsetMs }: RunDate,
): readonly ListedSegment[] {
  if (offsetMs === 0) return segments
  return segments.map((segment) => ({ ...segment, startsAt: segment.startsAt + offsetMs }))
}

/** A segment is dated where the one before it ends, but for what encoders are inexact. */
export function isDatedOn(
  before: { programDateTime: string; durationSeconds: number },
  { startsAt }: ListedSegment,
): boolean {
  const end = Date.parse(before.programDateTime) + before.durationSeconds * 1000
  return !(Math.abs(startsAt - end) > MOST_OFF_MS / 2)
}
