import {
  addDays,
  localDate,
  localInstant,
  type RecordingPlanView,
  weekdayOf,
} from '@cashbacktv/contract'

type Plan = Pick<RecordingPlanView, 'timeZone' | 'weekly'>

export type Occurrence = { startsAt: Date; endsAt: Date }

/**
 * When a plan records: what ends after `from` and begins before `to`, in order. What lies within the
 * hour that spring skips is not there on that day: its begin and its end are the same instant.
 *
 * @throws RangeError for a time zone that is not known
 */
export function occurrences({ timeZone, weekly }: Plan, from: Date, to: Date): Occurrence[] {
  const { days, start, end } = weekly
  const found: Occurrence[] = []
  // One that began yesterday may run on past midnight.
  const first = addDays(localDate(from.getTime(), timeZone), -1)
  for (let at = 0; ; at++) {
    const day = addDays(first, at)
    const startsAt = new Date(localInstant(day, start, timeZone))
    if (startsAt >= to) return found
    const last = end <= start ? addDays(day, 1) : day
    const endsAt = new Date(localInstant(last, end, timeZone))
    const isThere = endsAt > startsAt && endsAt > from
    if (days.includes(weekdayOf(day)) && isThere) found.push({ startsAt, endsAt })
  }
}
