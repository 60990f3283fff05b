import type { Schedule } from '@cashbacktv/contract'
import { isOnAir } from '@cashbacktv/contract/schedule-on-air'

/** A year of daily windows: further away nobody asks. */
const MOST_EDGES = 800

/** Whether the schedule has the channel on air, and when that changes next; null for never. */
export function onAirNow(
  schedule: Schedule,
  nowMs: number,
): { onAir: boolean; changesAt: number | null } {
  const { onAir, until } = isOnAir(schedule, nowMs)
  let edge = until
  for (let step = 0; edge !== null && step < MOST_EDGES; step += 1) {
    const then = isOnAir(schedule, edge)
    if (then.onAir !== onAir) return { onAir, changesAt: edge }
    edge = then.until
  }
  return { onAir, changesAt: null }
}

/** Names of the days from Monday, in the way of the language. */
export function dayNames(locale: string, weekday: 'short' | 'long'): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
  // The first of January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, n) => format.format(Date.UTC(2024, 0, 1 + n)))
}

export type DayRun = { from: number; to: number }

/** Days in a row as one: Monday to Friday, Sunday. 1 is Monday. */
export function dayRuns(days: readonly number[]): DayRun[] {
  const runs: DayRun[] = []
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last.to === day - 1) last.to = day
    else runs.push({ from: day, to: day })
  }
  return runs
}
