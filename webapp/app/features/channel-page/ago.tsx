import { useTranslation } from '../../i18n/use-translation.ts'
import { formatDuration } from '../../shared/domain/format.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { useNow } from '../../shared/use-now.ts'

/** `3h 12m ago`, counting by itself; the exact instant is in its title. */
export function Ago({ at }: { at: string }) {
  const { t, i18n } = useTranslation()
  const units = t('time.units', { returnObjects: true })
  const duration = useNow((now) => formatDuration(Math.max(0, now - Date.parse(at)), units))
  const title = duration === null ? undefined : new Date(at).toLocaleString(localeOf(i18n.language))
  return (
    <time dateTime={at} title={title}>
      {duration === null ? '' : t('quality.ago', { duration })}
    </time>
  )
}
