export const TIME_RANGES = ['last-night', '24h', '7d', '30d', 'custom'] as const
export type TimeRange = (typeof TIME_RANGES)[number]

/** Which time the address of a page asks for. */
export type TimeRangeQuery = {
  range: TimeRange
  /** As typed, in the clock of the zone, `2026-11-23T20:00`; empty where nothing was. */
  from: string
  to: string
  /** IANA name; empty where the browser has not said it. */
  zone: string
}

/** What it does not know is left out. */
export function readTimeRange(params: URLSearchParams): TimeRangeQuery {
  return {
    range: TIME_RANGES.find((known) => known === params.get('range')) ?? '24h',
    from: params.get('from') ?? '',
    to: params.get('to') ?? '',
    zone: params.get('zone') ?? '',
  }
}
