import {
  type AlertTargetSettings,
  addDays,
  localDate,
  localInstant,
  type Severity,
} from '@cashbacktv/contract'

type Target = Pick<AlertTargetSettings, 'quietHours' | 'timeZone'>

/** When the quiet hours end in which this instant is for what is so bad; null where it is in none. */
export function quietUntil(
  { quietHours, timeZone }: Target,
  severity: Severity,
  now: Date,
): Date | null {
  if (!quietHours || (severity === 'critical' && quietHours.criticalPasses)) return null
  const { from, until } = quietHours
  const nowMs = now.getTime()
  const today = localDate(nowMs, timeZone)
  // Hours that run past midnight may have begun yesterday.
  for (const date of [addDays(today, -1), today]) {
    const begin = localInstant(date, from, timeZone)
    const end = localInstant(until > from ? date : addDays(date, 1), until, timeZone)
    if (begin <= nowMs && nowMs < end) return new Date(end)
  }
  return null
}
