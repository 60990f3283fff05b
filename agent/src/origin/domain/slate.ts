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
  lastDurationSeconds: number
  targetDurationSeconds: number
}

/** Target durations after the last publication; a playlist older than that is stale for a player. */
const OVERDUE = 1.5
/** Published a little earlier than that, so that it is there in time. */
const AHEAD_MS = 100

/** Milliseconds at which a slate segment is to be published; null when none is. */
export function slateDueAt(facts: SlateFacts): number | null {
  const { ready, waiting, showing, anchor } = facts
  if (!ready || waiting || anchor === null) return null
  if (showing) return anchor + facts.lastDurationSeconds * 1000
  return anchor + facts.targetDurationSeconds * 1000 * OVERDUE - AHEAD_MS
}
