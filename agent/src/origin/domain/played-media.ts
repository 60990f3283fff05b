import type { PlayerReport } from './cmcd.ts'

/** Where a session stood when it asked for media last; times in milliseconds, all else in seconds. */
export type MediaClock = {
  at: number
  path: string
  buffer: number | null
  object: number | null
  rate: number
  /** Played by the account of its buffer, but not yet by the clock, or the other way round. */
  rest: number
  /** Of the time until it asked, what its buffer did not explain then: what it asks for late explains more. */
  still: number
}

/** Seconds that it played, and those of which its buffer says that it did not: it was paused or stood still. */
export type Played = { seconds: number; stillSeconds: number }

/** In a longer time between two requests for media it may have been paused, or away; a stall counts for no longer. */
const MOST_GAP_SECONDS = 30
const NOTHING: Played = { seconds: 0, stillSeconds: 0 }

/**
 * How much a session has played since it asked for media before. What it had in store then, and what
 * it got, is either still there or was played; in the time that this leaves over it did not play. One
 * that does not say what it has in store is taken to have played all the time.
 */
export function heardMedia(
  before: MediaClock | null,
  { bufferSeconds: buffer, objectSeconds: object, rate, isStarved, isUrgent }: PlayerReport,
  at: number,
  path: string,
): { clock: MediaClock; played: Played } {
  const clock = { at, path, buffer, object, rate, rest: 0, still: 0 }
  if (before === null) return { clock, played: NOTHING }
  const between = (at - before.at) / 1000
  // What was sent later may be told of earlier.
  if (between < 0)
    return { clock: { ...before, object: sum(before.object, object) }, played: NOTHING }
  if (between > MOST_GAP_SECONDS && !isStarved) return { clock, played: NOTHING }
  const gap = Math.min(between, MOST_GAP_SECONDS)
  // What is asked for once more did not come.
  const got = before.path === path ? 0 : before.object
  const account = accountOf(before.buffer, got, buffer)
  if (account === null) {
    return { clock, played: { seconds: before.rate === 0 ? 0 : gap, stillSeconds: 0 } }
  }
  // Seconds of the clock, not of the media, which at another rate are more or fewer.
  const rateNow = before.rate === 0 ? 1 : before.rate
  const due = account / rateNow + before.rest
  const room = gap + before.still
  const seconds = Math.min(room, Math.max(0, due))
  const still = room - seconds
  const most = before.object ?? 0
  // It begins anew: after a seek the buffer was emptied, and not played.
  const rest = isStarved || isUrgent ? 0 : Math.min(most, Math.max(-most, due - seconds))
  return {
    clock: { ...clock, rest, still: isStarved || isUrgent ? 0 : Math.min(gap, still) },
    played: { seconds, stillSeconds: still },
  }
}

/** Media that was played by the account of the buffer; null where it is not said. */
function accountOf(had: number | null, got: number | null, has: number | null): number | null {
  return had === null || got === null || has === null ? null : had + got - has
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other
}
