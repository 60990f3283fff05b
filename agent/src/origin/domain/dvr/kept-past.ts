import type { PastObservation } from '@cashbacktv/contract'
import type { HourTotal } from './dvr-slot.ts'

export type HourKept = { hour: string; bytes: number }

/** The oldest hours that are too many for a budget in bytes; the current one always stays. */
export function hoursOverBudget(
  hours: readonly HourKept[],
  budgetBytes: number | null,
  current: string,
): string[] {
  if (budgetBytes === null) return []
  let over = hours.reduce((all, { bytes }) => all + bytes, 0) - budgetBytes
  const gone: string[] = []
  for (const { hour, bytes } of hours) {
    if (over <= 0 || hour >= current) break
    gone.push(hour)
    over -= bytes
  }
  return gone
}

/** Of less an hour would be told by a few scenes. */
const LEAST_SECONDS = 600

/** By the newest hour of which enough is known; null where there is none. */
export function bytesPerHour(newestFirst: readonly HourTotal[]): number | null {
  const total = newestFirst.find(({ seconds }) => seconds >= LEAST_SECONDS)
  return total === undefined ? null : Math.round((total.bytes / total.seconds) * 3600)
}

type Shortened = PastObservation['shortened']

/**
 * Whether a past is still shorter than it is to be for what shortened it once: no more when it
 * reaches back as far as its window again, or is held to no budget any more.
 */
export function stillShortened(
  shortened: Shortened,
  { sinceMs, windowSeconds, budgetBytes, now }: PastNow,
): Shortened {
  if (windowSeconds === 0) return null
  if (shortened?.by === 'budget' && budgetBytes === null) return null
  return sinceMs !== null && sinceMs <= now - windowSeconds * 1000 ? null : shortened
}

type PastNow = {
  /** When what is kept begins, in milliseconds since 1970. */
  sinceMs: number | null
  windowSeconds: number
  budgetBytes: number | null
  now: number
}
