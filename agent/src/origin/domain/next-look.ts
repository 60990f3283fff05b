/**
 * When a run is looked at again. Segments come a duration apart, so that looking often pays only
 * around that instant, while a first segment is waited for, and while they come in bursts.
 */
export type LookFacts = {
  now: number
  /** A live run that has brought nothing yet, or nothing is on air yet. */
  impatient: boolean
  /** When the last segments were found, in milliseconds. */
  arrivedAt: number
  /** They came sooner after the ones before than they last. */
  inBurst: boolean
  lastDurationSeconds: number
}

/** A first segment is waited for in small steps: each is latency of the start. */
const IMPATIENT_MS = 50
/** Around the instant a segment is expected. */
const CLOSE_MS = 100
/** So many durations late, a segment is not looked for closely any more. */
const LATE_DURATIONS = 3
/** Rest while nothing is expected; the supervisor's word waits no longer than this either. */
export const IDLE_MS = 400

export function nextLookAt(facts: LookFacts): number {
  const { now, impatient, arrivedAt, inBurst } = facts
  if (impatient) return now + IMPATIENT_MS
  const durationMs = facts.lastDurationSeconds * 1000
  const expected = arrivedAt + durationMs - CLOSE_MS
  if (now < expected) return inBurst ? Math.min(expected, now + IDLE_MS) : expected
  return now + (now < expected + durationMs * LATE_DURATIONS ? CLOSE_MS : IDLE_MS)
}
