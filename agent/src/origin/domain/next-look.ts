/**
 * When a channel is looked at again. Segments come a duration apart, so that looking often pays
 * only around that instant, and while the first segment of a run is waited for.
 */
export type LookFacts = {
  now: number
  /** When something is due to be published, in milliseconds; null when nothing is. */
  dueAt: number | null
  /** A live run that has brought nothing yet, or nothing is on air yet. */
  impatient: boolean
  /** When the last segment was found, in milliseconds. */
  arrivedAt: number
  lastDurationSeconds: number
}

/** A first segment is waited for in small steps: each is latency of the start. */
const IMPATIENT_MS = 40
/** Around the instant a segment is expected. */
const CLOSE_MS = 60
const LATE_DURATIONS = 3
/** Longest rest: news of the supervisor are not to wait longer. */
export const IDLE_MS = 400

export function nextLookAt(facts: LookFacts): number {
  const { now, dueAt } = facts
  const byDue = dueAt === null ? now + IDLE_MS : Math.max(now + 1, dueAt)
  return Math.min(byDue, now + IDLE_MS, arrivalLookAt(facts))
}

function arrivalLookAt({ now, impatient, arrivedAt, lastDurationSeconds }: LookFacts): number {
  if (impatient) return now + IMPATIENT_MS
  const expected = arrivedAt + lastDurationSeconds * 1000 - CLOSE_MS
  if (now < expected) return expected
  // A source that is gone is not looked for as closely as one that is a little late.
  return now < expected + lastDurationSeconds * LATE_DURATIONS * 1000
    ? now + CLOSE_MS
    : now + IDLE_MS
}
