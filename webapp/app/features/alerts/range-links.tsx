import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { TIME_RANGES, type TimeRange } from '../../shared/domain/time-range.ts'
import { useNow } from '../../shared/use-now.ts'

/** Links and no form: each range has an address. A night is one of the browser's zone where there is a browser. */
export function RangeLinks({ current }: { current: TimeRange }) {
  const { t } = useTranslation()
  const zone = useNow(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  return (
    <nav aria-label={t('alerts.range')}>
      <ul className="flex flex-wrap gap-1 text-xs">
        {TIME_RANGES.filter((range) => range !== 'custom').map((range) => (
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
