import { spanOf, zoneOf } from '../../shared/span-of.server.ts'
import type { AnalyticsQuery } from './domain/analytics-query.ts'
import { PAGE_SIZE } from './domain/analytics-query.ts'

/** What an address of the page asks of the API, and the zone its times are of. */
export function askAnalytics(query: AnalyticsQuery) {
  const { sort, order, page } = query
  const span = spanOf(query, Date.now())
  return { span, zone: zoneOf(query), ask: { ...span, sort, order, page, pageSize: PAGE_SIZE } }
}
