import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { useNow } from '../../shared/use-now.ts'
import { ANALYTICS_RANGES, type AnalyticsRange } from '../analytics/domain/analytics-query.ts'

/** Links and no form: each range has an address. A night is one of the browser's zone where there is a browser. */
export function RangeLinks({ current }: { current: AnalyticsRange }) {
  const { t } = useTranslation()
  const zone = useNow(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  return (
    <nav aria-label={t('alerts.range')}>
      <ul className="flex flex-wrap gap-1 text-xs">
        {ANALYTICS_RANGES.filter((range) => range !== 'custom').map((range) => (
          <li key={range}>
            <Link
              to={`?${new URLSearchParams({ range, ...(zone ? { zone } : {}) })}`}
              preventScrollReset
              aria-current={range === current ? 'true' : undefined}
              className={classNames(
                'flex h-7 items-center rounded-sm px-2',
                range === current ? 'bg-accent-soft font-medium' : 'text-dim hover:text-ink',
              )}
            >
              {t(`analytics.ranges.${range}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
