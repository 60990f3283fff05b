import type { AnalyticsChannel } from '@cashbacktv/contract'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { askAnalytics } from '../features/analytics/ask-analytics.server.ts'
import { analyticsRows } from '../features/analytics/domain/analytics-csv.ts'
import {
  type AnalyticsQuery,
  readAnalyticsQuery,
} from '../features/analytics/domain/analytics-query.ts'
import { csvFile } from '../features/import/csv-file.server.ts'
import { TEXTS } from '../i18n/texts.server.ts'
import { type Api, load } from '../shared/api.server.ts'
import { localeOf } from '../shared/domain/preferences.ts'
import { preferencesOf } from '../shared/preferences.server.ts'

const PAGE = 500

/** All channels of the time that the page shows, in its order, as a CSV for a spreadsheet. */
export async function loader(args: LoaderFunctionArgs) {
  const query = readAnalyticsQuery(new URL(args.request.url).searchParams)
  const channels = await load(args, (api) => allChannels(api, query))
  const { language } = preferencesOf(args.request)
  const { figure, csv } = TEXTS[language].pages.analytics
  const number = new Intl.NumberFormat(localeOf(language), {
    useGrouping: false,
    maximumFractionDigits: 3,
  })
  const rows = analyticsRows(channels, {
    channel: figure.name,
    figure: (name) => csv[name],
    before: (name) => csv.before.replace('{{figure}}', name),
    number: (value) => number.format(value),
  })
  return csvFile(args.request, 'analytics.csv', rows)
}

async function allChannels(api: Api, query: AnalyticsQuery): Promise<AnalyticsChannel[]> {
  const { ask } = askAnalytics(query)
  const all: AnalyticsChannel[] = []
  for (let page = 1; ; page += 1) {
    const { channels, channelCount } = await api.monitoring.analytics.query({
      ...ask,
      page,
      pageSize: PAGE,
    })
    all.push(...channels)
    if (channels.length < PAGE || all.length >= channelCount) return all
  }
}
