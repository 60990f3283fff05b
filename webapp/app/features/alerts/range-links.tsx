import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { useNow } from '../../shared/use-now.ts'
import { lastNight, RANGES, type RangeName } from './domain/incident-range.ts'

/** Links and no form: each range has an address. The night is that of the browser's clock where there is one. */
export function RangeLinks({ current }: { current: RangeName | null }) {
  const { t } = useTranslation()
  const night = useNow((now) => {
    const { from, until } = lastNight(new Date(now))
    return new URLSearchParams({
      range: 'night',
      ...{ from: from.toISOString(), until: until.toISOString() },
    }).toString()
  })
  return (
    <nav aria-label={t('alerts.range')}>
      <ul className="flex flex-wrap gap-1 text-xs">
        {RANGES.map((name) => (
          <li key={name}>
            <Link
              to={`?${name === 'night' && night ? night : `range=${name}`}`}
              preventScrollReset
              aria-current={name === current ? 'true' : undefined}
              className={classNames(
                'flex h-7 items-center rounded-sm px-2',
                name === current ? 'bg-accent-soft font-medium' : 'text-dim hover:text-ink',
              )}
            >
              {t(`alerts.ranges.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
