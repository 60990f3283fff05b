import {
  type AlertTargetSettings,
  localDate,
  localInstant,
  type Severity,
} from '@cashbacktv/contract'

const DAY_MS = 86_400_000

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
  // Hours that run past midnight may have begun yesterday.
  for (const day of [nowMs - DAY_MS, nowMs]) {
    const date = localDate(day, timeZone)
    const begin = localInstant(date, from, timeZone)
    const last =
      until > from ? date : localDate(localInstant(date, '12:00', timeZone) + DAY_MS, timeZone)
    const end = localInstant(last, until, timeZone)
    if (begin <= nowMs && nowMs < end) return new Date(end)
  }
  return null
}
