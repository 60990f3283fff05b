import { beginOfHour, HOUR_MS } from './dvr-slot.ts'
import { LONGEST_SLOT_MS, type Span } from './pins.ts'

/** What of the past is asked for, in milliseconds since 1970. */
export type DvrRange = {
  from: number
  /** Null up to now, and on. */
  to: number | null
  /** The player has the older part already (RFC 8216bis, `_HLS_skip`). */
  skips: boolean
  /** And what was said of breaks and slates of that part (`v2`). */
  skipsRanges?: boolean
}

/** Nothing can follow any more. */
export function isOver({ to }: DvrRange, now: number): boolean {
  return to !== null && to <= now
}

/**
 * Six hours: a list of more takes a tenth of a second to write and to compress, in which nobody gets what
 * is live. A slot more, as who asks for six hours does not know where these begin.
 */
const MOST_LISTED_MS = 6 * HOUR_MS + LONGEST_SLOT_MS

/** What is kept of a stretch of time is too much for a list. `hours`: what of it is in, the oldest first. */
export function isTooLong({ from, to }: Span, hours: readonly string[], now: number): boolean {
  const [oldest, newest] = [hours[0], hours.at(-1)].map((hour) => beginOfHour(hour ?? ''))
  if (oldest == null || newest == null) return false
  // The hour that goes on is there as far as it has come.
  const end = Math.min(to, newest + HOUR_MS, Math.max(now, newest))
  return end - Math.max(from, oldest) > MOST_LISTED_MS
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
  const skip = query.get('_HLS_skip')
  const older = skip === 'v2' ? { skips: true, skipsRanges: true } : { skips: skip === 'YES' }
  if (window != null) {
    const seconds = Number(window)
    const isRange = seconds > 0 && seconds <= LONGEST_SECONDS && start == null && end == null
    return isRange ? { from: now - seconds * 1000, to: null, ...older } : 'wrong'
  }
  const from = instant(start)
  const to = end == null ? null : instant(end)
  if (from === null || (end != null && (to === null || to <= from))) return 'wrong'
  return { from, to, ...older }
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
