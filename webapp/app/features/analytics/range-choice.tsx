import { Form, Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { TIME_RANGES } from '../../shared/domain/time-range.ts'
import { useCurrentInView } from '../../shared/use-current-in-view.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { type AnalyticsQuery, searchOf } from './domain/analytics-query.ts'

/** Links and not tabs: each time has an address, and works without JavaScript. */
export function RangeChoice({ query }: { query: AnalyticsQuery }) {
  const { t } = useTranslation()
  const row = useCurrentInView()
  return (
    <nav ref={row} aria-label={t('analytics.ranges.label')} className="max-w-full overflow-x-auto">
      <ul className="flex w-max gap-1 rounded-md border border-line bg-surface p-0.5 text-sm">
        {TIME_RANGES.map((range) => (
          <li key={range}>
            <Link
              to={searchOf(query, { range, page: 1 })}
              prefetch="intent"
              aria-current={range === query.range ? 'page' : undefined}
              className={classNames(
                'flex h-8 items-center rounded-sm px-2.5 whitespace-nowrap',
                range === query.range ? 'bg-accent-soft font-medium' : 'text-dim hover:text-ink',
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

type CustomRangeProps = { query: AnalyticsQuery; from: string; to: string }

/** The time as the clock on the wall shows it; what was typed stays, also when it is refused. */
export function CustomRange({ query, from, to }: CustomRangeProps) {
  const { t } = useTranslation()
  const { zone, sort, order } = query
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3">
      {Object.entries({ range: 'custom', zone, sort, order }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field label={t('analytics.from')}>
        {(binding) => (
          <Input {...binding} type="datetime-local" name="from" required defaultValue={from} />
        )}
      </Field>
      <Field label={t('analytics.to')}>
        {(binding) => (
          <Input {...binding} type="datetime-local" name="to" required defaultValue={to} />
        )}
      </Field>
      <Button type="submit" look="primary">
        {t('analytics.show')}
      </Button>
    </Form>
  )
}
