import { beginOfHour, type DvrSlot, HOUR_MS } from './dvr-slot.ts'

/** A stretch of time, in milliseconds since 1970; without its end. */
export type Span = { from: number; to: number }

/** All there is: while nobody knows what is wanted, nothing is given up. */
export const ALWAYS: Span = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** An hour longer than a slot is: its last one may reach so far beyond it. */
export const LONGEST_SLOT_MS = 60_000

type Timed = Pick<DvrSlot, 'programDateTime' | 'durationSeconds'>

export function isPinned(slot: Timed, spans: readonly Span[]): boolean {
  const begin = Date.parse(slot.programDateTime)
  const end = begin + slot.durationSeconds * 1000
  return spans.some(({ from, to }) => begin < to && end > from)
}

/** What of them something of an hour may belong to: no more of them, so that one that goes on is the same from hour to hour. */
export function spansOver(hour: string, spans: readonly Span[]): Span[] {
  const begin = beginOfHour(hour)
  if (begin === null) return []
  const end = begin + HOUR_MS + LONGEST_SLOT_MS
  return spans
    .filter(({ from, to }) => from < end && to > begin)
    .map(({ from, to }) => ({ from: Math.max(from, begin), to: Math.min(to, end) }))
}

/** One of them has the whole hour. */
export function isWhollyPinned(hour: string, spans: readonly Span[]): boolean {
  const begin = beginOfHour(hour) ?? 0
  return spans.some(({ from, to }) => from <= begin && to >= begin + HOUR_MS + LONGEST_SLOT_MS)
}
