import { readTimeRange, type TimeRange } from '../../shared/domain/time-range.ts'
import { spanOf } from '../../shared/span-of.server.ts'

export type IncidentSpan = { range: TimeRange; from: string; until: string }

/** The time whose incidents the address asks for, by the same names and the same night as analytics. */
export function incidentSpan(params: URLSearchParams, nowMs: number): IncidentSpan {
  const query = readTimeRange(params)
  const { from, to } = spanOf(query, nowMs)
  return { range: query.range, from, until: to }
}
