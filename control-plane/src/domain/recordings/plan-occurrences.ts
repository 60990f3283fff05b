import { localDate, localInstant, type RecordingPlanView } from '@cashbacktv/contract'

type Plan = Pick<RecordingPlanView, 'timeZone' | 'weekly'>

export type Occurrence = { startsAt: Date; endsAt: Date }

const DAY_MS = 86_400_000

/** When a plan records: what ends after `from` and begins before `to`, in order. */
export function occurrences({ timeZone, weekly }: Plan, from: Date, to: Date): Occurrence[] {
  const { days, start, end } = weekly
  const found: Occurrence[] = []
  // One that began yesterday may run on past midnight.
  const first = localDate(from.getTime() - DAY_MS, timeZone)
  for (let at = 0; ; at++) {
    const day = new Date(Date.UTC(first.year, first.month - 1, first.day + at))
    const next = end <= start ? new Date(day.getTime() + DAY_MS) : day
    const startsAt = new Date(localInstant(dateOf(day), start, timeZone))
    if (startsAt >= to) return found
    const endsAt = new Date(localInstant(dateOf(next), end, timeZone))
    const weekday = day.getUTCDay() === 0 ? 7 : day.getUTCDay()
    if (days.includes(weekday) && endsAt > from) found.push({ startsAt, endsAt })
  }
}

function dateOf(day: Date) {
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() }
}
