/** What of the past is asked for, in milliseconds since 1970. */
export type DvrRange = {
  from: number
  /** Null up to now, and on. */
  to: number | null
  /** The player has the older part already (RFC 8216bis, `_HLS_skip`). */
  skips: boolean
}

/** Nothing can follow any more. */
export function isOver({ to }: DvrRange, now: number): boolean {
  return to !== null && to <= now
}

export type AskedRange = DvrRange | 'live' | 'wrong'

const LONGEST_SECONDS = 15 * 86_400

/**
 * Reads `?window=<seconds>` or `?start=<instant>[&end=<instant>]`, instants in ISO 8601 or seconds
 * since 1970. `live` where nothing of it is there.
 */
export function readRange(query: URLSearchParams, now: number): AskedRange {
  const [window, start, end] = ['window', 'start', 'end'].map((name) => query.get(name))
  if (window == null && start == null && end == null) return 'live'
  const skips = /^(YES|v2)$/.test(query.get('_HLS_skip') ?? '')
  if (window != null) {
    const seconds = Number(window)
    const isRange = seconds > 0 && seconds <= LONGEST_SECONDS && start == null && end == null
    return isRange ? { from: now - seconds * 1000, to: null, skips } : 'wrong'
  }
  const from = instant(start)
  const to = end == null ? null : instant(end)
  if (from === null || (end != null && (to === null || to <= from))) return 'wrong'
  return { from, to, skips }
}

/** The same as a query, for the playlists that a multivariant one leads to. */
export function rangeQuery(query: URLSearchParams): string {
  const kept = new URLSearchParams()
  for (const name of ['window', 'start', 'end']) {
    const value = query.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept.toString()
}

function instant(text: string | null | undefined): number | null {
  if (text == null || text === '') return null
  const at = /^\d{9,11}(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text)
  return Number.isFinite(at) ? at : null
}
