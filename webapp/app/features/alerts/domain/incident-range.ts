export const RANGES = ['night', 'day', 'week', 'month'] as const
export type RangeName = (typeof RANGES)[number]
export type Range = { name: RangeName | null; from: string; until: string | null }

const HOUR_MS = 3_600_000
const LASTS_HOURS = { day: 24, week: 7 * 24, month: 30 * 24 } as const
/** Who comes in the morning asks for what happened since the evening before. */
const NIGHT = { from: 20, until: 8 }

/** The last night that has begun, by the clock of whoever asks: from the evening until the morning. */
export function lastNight(now: Date): { from: Date; until: Date } {
  const from = new Date(now)
  from.setHours(NIGHT.from, 0, 0, 0)
  if (from > now) from.setDate(from.getDate() - 1)
  const until = new Date(from)
  until.setDate(until.getDate() + 1)
  until.setHours(NIGHT.until, 0, 0, 0)
  return { from, until }
}

/** What the address asks for: a range by its name, or from and until; a day where it says nothing that is one. */
export function readRange(params: URLSearchParams, now: Date): Range {
  const name = RANGES.find((known) => known === params.get('range')) ?? null
  const [from, until] = [instantOf(params.get('from')), instantOf(params.get('until'))]
  if (from) return { name, from, until }
  if (name === 'night') {
    const night = lastNight(now)
    return { name, from: night.from.toISOString(), until: night.until.toISOString() }
  }
  const hours = LASTS_HOURS[name ?? 'day']
  const since = new Date(now.getTime() - hours * HOUR_MS)
  return { name: name ?? 'day', from: since.toISOString(), until: null }
}

function instantOf(text: string | null): string | null {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
