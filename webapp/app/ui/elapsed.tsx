import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type DurationUnits, formatDuration } from '../shared/domain/format.ts'
import { useNow } from '../shared/use-now.ts'

function useUnits(): DurationUnits {
  return useTranslation().t('time.units', { returnObjects: true })
}

/**
 * `for 3h 12m`, counting by itself; the exact instant is in its title. `after` parts it from what stands
 * before it, and is not there while nothing is.
 */
export function Since({ at, after = '' }: { at: string; after?: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const units = useUnits()
  const duration = useNow((now) => formatDuration(now - Date.parse(at), units))
  return (
    <time dateTime={at} title={duration === null ? undefined : format.instant(Date.parse(at))}>
      {duration === null ? '' : `${after}${t('time.since', { duration })}`}
    </time>
  )
}

/** `next try in 18s`. */
export function NextTry({ at }: { at: string }) {
  const { t } = useTranslation()
  const units = useUnits()
  const left = useNow((now) => {
    const remaining = Date.parse(at) - now
    return remaining < 1000 ? '' : formatDuration(remaining, units)
  })
  if (left === null) return null
  return <>{left === '' ? t('time.nextTryNow') : t('time.nextTry', { duration: left })}</>
}

/** An instant in the zone and language of the person; in the browser only, which knows the zone. */
export function Instant({ at, dateToo }: { at: string; dateToo?: boolean }) {
  const format = useFormat()
  const text = useNow(() => {
    const ms = Date.parse(at)
    const today = new Date(ms).toDateString() === new Date().toDateString()
    return dateToo || !today ? format.instant(ms) : format.timeOfDay(ms)
  })
  return (
    <time dateTime={at} className="figure">
      {text ?? ''}
    </time>
  )
}
