/**
 * When the next segment is published. Segments leave at the pace of the media from a small reserve
 * of complete ones, so that a hiccup or a burst of the source is not seen. The reserve is built by
 * going a little slower and used up by going a little faster; viewers' buffers never notice either.
 */
export type Pace = {
  /** Milliseconds since 1970; null before anything was published. */
  lastPublishedAt: number | null
  lastDurationSeconds: number
  /** Segments published since the channel came on air. */
  published: number
  /** Segments to hold back, learned for this source; at least the setting. */
  reserve: number
}

/** With so many listed a player has enough to start; until then nothing is held back. */
const START_SEGMENTS = 3
/** Slower while the reserve fills: a segment of reserve is won in ten. */
const FILLING = 1.1
/** Faster while more is held than needed: the source's clock is ahead, or it came in a burst. */
const DRAINING = 0.9
/** Far too much is held: a playlist's worth came at once. */
const FLOODED = 0.4

/** Instant at which the next complete segment is due, given how many wait. Milliseconds since 1970. */
export function dueAt(pace: Pace, waiting: number, now: number): number {
  if (pace.lastPublishedAt === null || pace.published < START_SEGMENTS) return now
  // Remembered from before a restart, in which the clock was set back.
  if (pace.lastPublishedAt > now) return now
  return pace.lastPublishedAt + pace.lastDurationSeconds * 1000 * tempo(waiting, pace.reserve)
}

function tempo(waiting: number, reserve: number): number {
  // The one about to go does not count as held back.
  const held = waiting - 1
  if (held < reserve) return FILLING
  if (held > reserve + 4) return FLOODED
  return held > reserve ? DRAINING : 1
}

const MOST_RESERVE = 10

/**
 * The reserve after a segment arrived `lateSeconds` after it was due with nothing left to publish:
 * a source that comes in bursts needs as much more as it was late.
 */
export function learnReserve(
  reserve: number,
  lateSeconds: number,
  durationSeconds: number,
  least: number,
): number {
  if (lateSeconds <= durationSeconds * 0.25) return Math.max(reserve, least)
  const more = Math.ceil(lateSeconds / durationSeconds)
  return Math.min(MOST_RESERVE, Math.max(reserve, least) + Math.min(more, 2))
}
