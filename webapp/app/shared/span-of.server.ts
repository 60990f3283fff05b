import { addDays, isKnownTimeZone, localDate, localInstant } from '@cashbacktv/contract/local-time'
import type { TimeRangeQuery } from './domain/time-range.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A night as a control room has it. */
const NIGHT = { from: '20:00', to: '08:00' }

/** Instants, as the API takes them. `beforeFrom` where it is not the time just before. */
export type Span = { from: string; to: string; beforeFrom?: string }

/** The zone that was asked for, where there is such, and else that of the server. */
export function zoneOf({ zone }: Pick<TimeRangeQuery, 'zone'>): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return zone !== '' && isKnownTimeZone(zone) ? zone : own
}

/** The time that is asked for; of one that was not typed whole the last day. Milliseconds since 1970. */
export function spanOf(query: TimeRangeQuery, nowMs: number): Span {
  const zone = zoneOf(query)
  const since = (ms: number) => spanBetween(nowMs - ms, nowMs)
  switch (query.range) {
    case '24h':
      return since(DAY_MS)
    case '7d':
      return since(7 * DAY_MS)
    case '30d':
      return since(30 * DAY_MS)
    case 'last-night':
      return lastNight(nowMs, zone)
    case 'custom': {
      const [from, to] = [instantOf(query.from, zone), instantOf(query.to, zone)]
      if (from === null || to === null) return since(DAY_MS)
      return spanBetween(from, to)
    }
  }
}

/** Up to now while it is not over; compared with the night before, not with the day between. */
function lastNight(nowMs: number, zone: string): Span {
  const today = localDate(nowMs, zone)
  const evening = localInstant(addDays(today, -1), NIGHT.from, zone)
  const morning = localInstant(today, NIGHT.to, zone)
  const beforeFrom = localInstant(addDays(today, -2), NIGHT.from, zone)
  const span = spanBetween(evening, Math.min(morning, nowMs))
  return { ...span, beforeFrom: new Date(beforeFrom).toISOString() }
}

function spanBetween(from: number, to: number): Span {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

function instantOf(text: string, zone: string): number | null {
  const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text) ?? []
  if (Number.isNaN(Date.parse(`${date}T${time}Z`))) return null
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return localInstant({ year, month, day }, time, zone)
}
