import type { RecordingSpec } from '@cashbacktv/contract'
import { type DvrRange, isOver } from '../dvr/dvr-range.ts'
import type { DvrSlot } from '../dvr/dvr-slot.ts'
import { isPinned, type Span } from '../dvr/pins.ts'
import { MOST_OFF_MS } from '../run-dates.ts'
import { LEAST_GAP_MS } from './figures.ts'

type Wanted = Pick<RecordingSpec, 'from' | 'to' | 'rollingSeconds'>

/** What a recording has a claim on now. Without an end while it runs. */
export function spanOf({ from, to, rollingSeconds }: Wanted, now: number): Span {
  const begin = Date.parse(from)
  const end = to === null ? Number.POSITIVE_INFINITY : Date.parse(to)
  if (rollingSeconds === null) return { from: begin, to: end }
  return { from: Math.max(begin, Math.min(now, end) - rollingSeconds * 1000), to: end }
}

/** The newest slots are on air that much after their time, and are kept a moment later. */
const LATEST_MS = 30_000

/** Nothing more comes of it. */
export function isComplete({ to }: Wanted, now: number): boolean {
  return to !== null && Date.parse(to) + LATEST_MS < now
}

/** Its last slots may be to come: those of a source that is slower than the wall are dated the later the longer it runs. */
export function mayLag({ to }: Wanted, now: number): boolean {
  return to !== null && now < Date.parse(to) + MOST_OFF_MS
}

/** One of these slots reaches its end, but for what parts clocks without anything being missing. */
export function reachesEnd({ to }: Wanted, slots: readonly DvrSlot[]): boolean {
  const end = to === null ? Number.POSITIVE_INFINITY : Date.parse(to)
  return slots.some(({ programDateTime, durationSeconds }) => {
    return Date.parse(programDateTime) + durationSeconds * 1000 > end - LEAST_GAP_MS
  })
}

/**
 * How the list of a recording goes on: not at all, at its end alone, or at its begin, too, which then moves
 * (RFC 8216 6.2.2: what is removed there is counted).
 */
export type ListForm = 'over' | 'growing' | 'sliding'

/** `range`: what is asked for; null for all of it. `isWindow`: it is asked for by how long it is. */
export function listForm(
  spec: Wanted,
  { range, isWindow }: { range: DvrRange | null; isWindow: boolean },
  now: number,
): ListForm {
  if (isComplete(spec, now) || (range !== null && isOver(range, now))) return 'over'
  return spec.rollingSeconds !== null || isWindow ? 'sliding' : 'growing'
}

export function recorded(slots: readonly DvrSlot[], span: Span): DvrSlot[] {
  return slots.filter((slot) => isPinned(slot, [span]))
}

/**
 * Slots of a recording under numbers of their own, without what is missing: where something lacks before
 * a slot, a player is told that its clocks do not go on.
 */
export function renumbered(slots: readonly DvrSlot[], first = 0): DvrSlot[] {
  const there = slots.filter(({ isMissing }) => !isMissing)
  return there.map((slot, at) => {
    const before = there[at - 1]
    const isNext = before === undefined || before.number + 1 === slot.number
    const discontinuity = at > 0 && (breaksSince(before, slot) || !isNext)
    return { ...slot, number: first + at, discontinuity }
  })
}

/** A slot that is missing may have been the one that was marked. */
function breaksSince(before: DvrSlot | undefined, slot: DvrSlot) {
  if (slot.discontinuity) return true
  return before !== undefined && before.discontinuityNumber !== slot.discontinuityNumber
}
