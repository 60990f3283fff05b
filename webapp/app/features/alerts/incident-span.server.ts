import { type AnalyticsRange, readAnalyticsQuery } from '../analytics/domain/analytics-query.ts'
import { spanOf } from '../analytics/span-of.server.ts'

export type IncidentSpan = { range: AnalyticsRange; from: string; until: string }

/** The time whose incidents the address asks for, by the same names and the same night as analytics. */
export function incidentSpan(params: URLSearchParams, nowMs: number): IncidentSpan {
  const query = readAnalyticsQuery(params)
  const { from, to } = spanOf(query, nowMs)
  return { range: query.range, from, until: to }
}
