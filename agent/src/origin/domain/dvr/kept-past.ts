import type { PastObservation } from '@cashbacktv/contract'
import type { HourTotal } from './dvr-slot.ts'

/** With what can be given up of it, as what is recorded is kept beside a budget; null before that was looked at. */
export type HourKept = { hour: string; bytes: number | null }

/** What is too much for a budget: whole hours, and bytes of the one after them. */
export type OverBudget = { hours: string[]; part: { hour: string; bytes: number } | null }

/**
 * Of an hour that is given up in part, so much more: its index is written anew each time, and so only
 * every few minutes.
 */
const SPARE_SHARE = 0.1

/**
 * What is to go for a budget in bytes, the oldest first. Of the hour that is too much only by a part, and
 * of the current one, which may be more than the budget by itself, the oldest part goes.
 */
export function overBudget(
  hours: readonly HourKept[],
  budgetBytes: number | null,
  current: string,
): OverBudget {
  const gone: string[] = []
  if (budgetBytes === null) return { hours: gone, part: null }
  let over = hours.reduce((all, { bytes }) => all + (bytes ?? 0), 0) - budgetBytes
  for (const { hour, bytes } of hours) {
    // What comes after it is not to go before it.
    if (over <= 0 || bytes === null) break
    if (bytes === 0) continue
    const wanted = over + bytes * SPARE_SHARE
    if (hour >= current || wanted < bytes) return { hours: gone, part: { hour, bytes: wanted } }
    gone.push(hour)
    over -= bytes
  }
  return { hours: gone, part: null }
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
