/**
 * Whether viewers get the slate: only when a channel that has shown something has nothing more to
 * show and its next segment is so late that a player would begin to wonder. The slate then goes on
 * at the pace of the media until the first complete live segment.
 */
export type SlateFacts = {
  /** Switched on for this channel, and its segments are there. */
  ready: boolean
  /** Complete live segments wait to be published. */
  waiting: boolean
  /** The last publication was a slate segment. */
  showing: boolean
  /** When it was due, in milliseconds; null when nothing is listed. */
  anchor: number | null
  /** How far publications fell behind the media of late, in milliseconds. */
  owedMs: number
  lastDurationSeconds: number
  /** That the next one takes at most: the target duration, until one segment was longer than it said. */
  expectedSeconds: number
}

/** Expected durations after the last publication; a playlist older than that is stale for a player. */
const OVERDUE = 1.5
/** Published a little earlier than that, so that it is there in time. */
const AHEAD_MS = 100
/**
 * Expected durations by which publications may fall behind in all. A player keeps three; of these it plays
 * one while the next is made and half of one until it asks again (RFC 8216, 6.3.3 and 6.3.4): what is late
 * several times in a row, as of an FFmpeg that dies again and again, would empty it little by little.
 */
const MOST_OWED = 1.5

/**
 * Expected durations by which a segment may be late all the same: what a source or an encoder a little below real time makes
 * comes each time by so much, and a card each minute would be worse than the stall that it cannot avoid.
 */
const GRACE = 0.06

/** Milliseconds at which a slate segment is to be published; null when none is. */
export function slateDueAt(facts: SlateFacts): number | null {
  const { ready, waiting, showing, anchor, owedMs } = facts
  if (!ready || waiting || anchor === null) return null
  const lastMs = facts.lastDurationSeconds * 1000
  if (showing) return anchor + lastMs
  const expectedMs = facts.expectedSeconds * 1000
  const overdue = anchor + expectedMs * OVERDUE - AHEAD_MS
  const emptied = anchor + lastMs + expectedMs * MOST_OWED - owedMs
  const late = anchor + lastMs + expectedMs * GRACE
  return Math.min(overdue, Math.max(emptied, late))
}
