import type { RecordingSpec } from '@cashbacktv/contract'
import type { DvrSlot } from '../dvr/dvr-slot.ts'
import { isPinned, type Span } from '../dvr/pins.ts'

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
