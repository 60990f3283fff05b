import { addDays, isKnownTimeZone, localInstant } from '@cashbacktv/contract/local-time'

export const KEY_DAYS = [30, 90, 365] as const
/** What the choice of a life says beside a number of days. */
export const FOREVER = '0'
export const UNTIL_DATE = 'date'

type Life = { expiresInDays: number | null } | { expiresAt: string }

/**
 * How long a key is to live, as the API takes it. A date counts to its end, by the clock of the
 * zone; one that cannot be read is passed on as it is, to be refused rather than to become no end.
 */
export function readKeyLife(form: FormData): Life {
  const days = String(form.get('days') ?? '')
  if (days !== UNTIL_DATE) return { expiresInDays: Number(days) > 0 ? Number(days) : null }
  const text = String(form.get('until') ?? '')
  const zone = String(form.get('timeZone') ?? '')
  return { expiresAt: endOfDay(text, isKnownTimeZone(zone) ? zone : 'UTC') ?? text }
}

function endOfDay(text: string, zone: string): string | null {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number)
  if (!year || !month || !day || Number.isNaN(Date.parse(text))) return null
  const end = localInstant(addDays({ year, month, day }, 1), '00:00', zone)
  return new Date(end).toISOString()
}
