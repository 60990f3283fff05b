import { useTranslation } from '../i18n/use-translation.ts'
import { type DurationUnits, formatDuration } from '../shared/domain/format.ts'
import { localeOf } from '../shared/domain/preferences.ts'
import { useNow } from '../shared/use-now.ts'

function useUnits(): DurationUnits {
  return useTranslation().t('time.units', { returnObjects: true })
}

/** `for 3h 12m`, counting by itself; the exact instant is in its title. */
export function Since({ at }: { at: string }) {
  const { t, i18n } = useTranslation()
  const units = useUnits()
  const duration = useNow((now) => formatDuration(now - Date.parse(at), units))
  const date = new Date(at)
  return (
    <time
      dateTime={at}
      title={duration === null ? undefined : date.toLocaleString(localeOf(i18n.language))}
    >
      {duration === null ? '' : t('time.since', { duration })}
    </time>
  )
}

/** `next try in 18s`. */
export function NextTry({ at }: { at: string }) {
  const { t } = useTranslation()
  const units = useUnits()
  const left = useNow((now) => {
    const remaining = Date.parse(at) - now
    return remaining <= 0 ? '' : formatDuration(remaining, units)
  })
  if (left === null) return null
  return <>{left === '' ? t('time.nextTryNow') : t('time.nextTry', { duration: left })}</>
}

/** An instant in the zone and language of the person; in the browser only, which knows the zone. */
export function Instant({ at, dateToo }: { at: string; dateToo?: boolean }) {
  const { i18n } = useTranslation()
  const text = useNow(() => {
    const date = new Date(at)
    const today = date.toDateString() === new Date().toDateString()
    return dateToo || !today
      ? date.toLocaleString(localeOf(i18n.language), { dateStyle: 'short', timeStyle: 'medium' })
      : date.toLocaleTimeString(localeOf(i18n.language))
  })
  return (
    <time dateTime={at} className="figure">
      {text ?? ''}
    </time>
  )
}
