import type { AnalyticsInput } from '@cashbacktv/contract'
import { ANALYTICS_SORTS } from '@cashbacktv/contract/analytics-sorts'
import { readTimeRange, type TimeRangeQuery } from '../../../shared/domain/time-range.ts'

export const PAGE_SIZE = 100

/** What the address of the page asks for. */
export type AnalyticsQuery = Pick<AnalyticsInput, 'sort' | 'order' | 'page'> & TimeRangeQuery

/** What it does not know is left out. */
export function readAnalyticsQuery(params: URLSearchParams): AnalyticsQuery {
  const page = Number(params.get('page'))
  return {
    ...readTimeRange(params),
    sort: ANALYTICS_SORTS.find((known) => known === params.get('sort')) ?? 'name',
    order: params.get('order') === 'desc' ? 'desc' : 'asc',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  }
}

/** The address of the page with something changed; what is as it would be anyway is left out. */
export function searchOf(query: AnalyticsQuery, change: Partial<AnalyticsQuery> = {}): string {
  const { range, from, to, zone, sort, order, page } = { ...query, ...change }
  const params = new URLSearchParams({ range })
  if (range === 'custom' && from) params.set('from', from)
  if (range === 'custom' && to) params.set('to', to)
  if (zone) params.set('zone', zone)
  if (sort !== 'name') params.set('sort', sort)
  if (order !== 'asc') params.set('order', order)
  if (page > 1) params.set('page', String(page))
  return `?${params}`
}
