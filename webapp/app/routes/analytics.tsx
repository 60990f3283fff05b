import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { ChartColumn } from 'lucide-react'
import { useEffect } from 'react'
import { askAnalytics } from '../features/analytics/ask-analytics.server.ts'
import { ChannelTable } from '../features/analytics/channel-table.tsx'
import { CourseCharts } from '../features/analytics/course-charts.tsx'
import {
  type AnalyticsQuery,
  readAnalyticsQuery,
  searchOf,
} from '../features/analytics/domain/analytics-query.ts'
import { wallText } from '../features/analytics/domain/wall-text.ts'
import { CustomRange, RangeChoice } from '../features/analytics/range-choice.tsx'
import { PlayerFigures, TotalFigures } from '../features/analytics/total-figures.tsx'
import { HelpLink } from '../features/docs/help-link.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt } from '../shared/api.server.ts'
import { localeOf } from '../shared/domain/preferences.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'analytics')

export async function loader(args: LoaderFunctionArgs) {
  const query = readAnalyticsQuery(new URL(args.request.url).searchParams)
  const { span, zone, ask } = askAnalytics(query)
  const answer = await attempt(args, (api) => api.monitoring.analytics.query(ask))
  return answer.ok
    ? { query, span, zone, analytics: answer.value, problem: null }
    : { query, span, zone, analytics: null, problem: answer.problem }
}

/** What was, is not there once more each second: it is read when another time is asked for. */
export default function AnalyticsPage() {
  const { t, i18n } = useTranslation()
  const apiText = useApiText()
  const { query, span, zone, analytics, problem } = useLoaderData<typeof loader>()
  useOwnZone(query, zone)
  const seconds = analytics ? (Date.parse(analytics.to) - Date.parse(analytics.from)) / 1000 : 0
  const at = (instant: string) =>
    new Date(instant).toLocaleString(localeOf(i18n.language), {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: zone,
    })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <h1 className="text-xl font-semibold">{t('analytics.title')}</h1>
        <RangeChoice query={query} />
        <span className="ml-auto">
          <HelpLink on="analytics" />
        </span>
      </header>
      {query.range === 'custom' ? (
        <CustomRange
          query={query}
          from={query.from || wallText(span.from, zone)}
          to={query.to || wallText(span.to, zone)}
        />
      ) : null}
      {problem ? (
        <Notice tone="bad" role="alert">
          {t('analytics.failed', {
            message: apiText.field(problem.details[0]) ?? apiText.problem(problem),
          })}
        </Notice>
      ) : null}
      {analytics ? (
        <p className="text-sm text-dim">
          {t('analytics.period', {
            from: at(analytics.from),
            to: at(analytics.to),
            beforeFrom: at(analytics.beforeFrom),
            beforeTo: at(analytics.beforeTo),
          })}{' '}
          {t('analytics.zone', { zone })}
        </p>
      ) : null}
      {analytics && analytics.channelCount === 0 ? (
        <EmptyState icon={ChartColumn} title={t('charts.empty')} text={t('analytics.emptyText')} />
      ) : null}
      {analytics && analytics.channelCount > 0 ? (
        <>
          <TotalFigures now={analytics.total} before={analytics.totalBefore} seconds={seconds} />
          <PlayerFigures now={analytics.total} before={analytics.totalBefore} seconds={seconds} />
          <CourseCharts course={analytics.course} timeZone={zone} />
          <ChannelTable
            channels={analytics.channels}
            count={analytics.channelCount}
            query={query}
            seconds={seconds}
          />
        </>
      ) : null}
    </div>
  )
}

/** The server does not know the clock of who looks: the address says it from the first look on. */
function useOwnZone(query: AnalyticsQuery, shown: string) {
  const navigate = useNavigate()
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (query.zone !== '' || own === shown) return
    navigate(searchOf(query, { zone: own }), { replace: true, preventScrollReset: true })
  }, [query, shown, navigate])
}
