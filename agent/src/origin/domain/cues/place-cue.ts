import { since, TICKS, wrapped } from '../../../domain/transport-stream/clock.ts'

/** A slot of a run: the timestamp of its first picture, when that is in milliseconds since 1970, and its length. */
export type DatedSlot = { pts: number; date: number; seconds: number }

/** How the clocks of one run stand to each other. */
export type RunClocks = {
  /** Ticks of the source's clock at which the run's own begins. */
  sourceStart: number
  /** The newest. */
  slot: DatedSlot
}

/** FFmpeg's transport streams begin that late, so that the first picture can come before it is due. */
export const MUX_DELAY_TICKS = 1.4 * TICKS

/** Seconds that a cue is ahead of the newest slot, or behind it, when it is read. */
const [MOST_AHEAD, MOST_BEHIND] = [600, 60]

/**
 * When a cue is, in milliseconds since 1970, to the tick; what is at once, is where the newest slot ends.
 * Null where it speaks of a time that no cue is sent for: it came long ago, or the clock of the source
 * has jumped since the run began, by how much nobody knows.
 */
export function placeCue(at: number | null, { sourceStart, slot }: RunClocks): number | null {
  if (at === null) return slot.date + slot.seconds * 1000
  const seconds = since(slot.pts, wrapped(at - sourceStart + MUX_DELAY_TICKS)) / TICKS
  return seconds > MOST_AHEAD || seconds < -MOST_BEHIND ? null : slot.date + seconds * 1000
}
