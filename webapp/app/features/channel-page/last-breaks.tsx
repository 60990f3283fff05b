import type { ChannelView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { useNow } from '../../shared/use-now.ts'

/** The breaks that a source announced last, the newest first: when they begin and how long they are. */
export function LastBreaks({ breaks }: Pick<ChannelView, 'breaks'>) {
  const { t, i18n } = useTranslation()
  // In the time zone of who looks, which the server does not know.
  const locale = useNow(() => localeOf(i18n.language))
  if (breaks.length === 0) return <p className="text-dim">{t('breaks.none')}</p>
  return (
    <ul className="grid gap-0.5">
      {breaks.toReversed().map(({ startsAt, plannedSeconds, seconds = plannedSeconds }) => (
        <li key={startsAt} className="figure">
          <time dateTime={startsAt}>
            {locale === null ? '' : new Date(startsAt).toLocaleString(locale)}
          </time>
          {', '}
          {seconds === undefined
            ? t('breaks.open')
            : t('breaks.seconds', { seconds: Math.round(seconds) })}
        </li>
      ))}
    </ul>
  )
}
