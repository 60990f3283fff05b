import { since, TICKS } from '../../../domain/transport-stream/clock.ts'

/** Puts the timestamps of a run one behind the other, beyond where they begin anew. */
export type RunClock = {
  /** Of the picture that a slot of so many ticks begins with: the first of what is asked for. */
  picture(pts: number, ticks: number): number
  /** Of what came beside the pictures; `pts` is null where it said nothing. */
  beside(pts: number | null): number
}

/** Ticks that text is at most ahead of the newest picture, or behind it. */
const FAR_TICKS = 120 * TICKS

/**
 * Text without a time of its own, which FFmpeg writes one tick behind that before, as it does where times go
 * back, or with one of another clock, as for a while after that of the source has
 * jumped, is of now: of the end of the newest slot. Before there is one, what is far behind is of long ago:
 * an origin that begins anew reads what a run has written since it began.
 */
export function openRunClock(): RunClock {
  let edge: number | null = null
  let isNew = true
  let before: number | null = null
  return {
    picture(pts, ticks) {
      isNew = edge === null
      const from = edge === null ? pts : edge + since(edge, pts)
      edge = from + ticks
      return from
    },
    beside(said) {
      const pts = before !== null && said !== null && since(before, said) === 1 ? null : said
      before = said ?? before
      const now = edge ?? 0
      const ahead = pts === null ? 0 : since(now, pts)
      const isLongAgo = isNew && ahead < 0
      return Math.abs(ahead) > FAR_TICKS && !isLongAgo ? now : now + ahead
    },
  }
}
