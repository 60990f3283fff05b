import { join } from 'node:path'
import { bytesForPast, type PastObservation } from '@cashbacktv/contract'
import { hourOf } from '../domain/dvr/dvr-slot.ts'
import {
  bytesPerHour,
  type OverBudget,
  overBudget,
  stillShortened,
} from '../domain/dvr/kept-past.ts'
import { oldestSlot } from './hour-index.ts'
import type { KeptHours } from './kept-hours.ts'

/** How much of its past a channel is to keep. */
export type PastWish = { windowSeconds: number; budgetBytes: number | null }

/** What viewers of a channel can go back to, and why it is less than it was to be. */
export type FollowedPast = {
  /** Learns more of what its hours take. */
  count(): void
  /** Of all that is known of. */
  bytes(): number
  /** What that will be once it goes back as far as it is to. */
  neededBytes(): number
  /** Gives up hours before they have left the window. */
  shorten(hours: readonly string[], by: 'disk' | 'budget', now: number): void
  /** Holds it to its budget, and looks at what is left; `over` has left the window. True when all is known. */
  look(wish: PastWish, over: ReadonlySet<string>, now: number): boolean
  /** Null where nothing is kept, and while it is not known what its hours take. */
  observe(): PastObservation | null
}

export function followPast(folder: string, kept: KeptHours): FollowedPast {
  let shortened: PastObservation['shortened'] = null
  let observed: PastObservation | null = null
  let isWhole = false
  let needed: number | null = null

  const bytesOf = (hour: string) => kept.totals.of(hour)?.bytes ?? 0
  const bytes = () => kept.all().reduce((all, hour) => all + bytesOf(hour), 0)

  /** With some hours not counted yet it may seem to be within its budget, never beyond. */
  function overNow(budgetBytes: number | null, now: number): OverBudget {
    // What recordings leave of an hour is looked for where it matters alone.
    const isWithin = budgetBytes === null || bytes() <= budgetBytes
    return overBudget(isWithin ? [] : kept.free(), budgetBytes, hourOf(now))
  }

  function shorten(hours: readonly string[], by: 'disk' | 'budget', now: number): void {
    if (hours.length === 0) return
    kept.drop(hours)
    note(by, now)
  }

  function note(by: 'disk' | 'budget', now: number): void {
    if (shortened?.by !== by) shortened = { by, since: new Date(now).toISOString() }
  }

  function beginOf(hour: string | undefined): number | null {
    const slot = hour === undefined ? null : oldestSlot(join(folder, hour))
    return slot && Date.parse(slot.programDateTime)
  }

  return {
    shorten,
    bytes,
    neededBytes: () => needed ?? bytes(),
    count() {
      isWhole = kept.totals.look(kept.all())
    },
    look({ windowSeconds, budgetBytes }, over, now) {
      const tooMuch = overNow(budgetBytes, now)
      shorten(tooMuch.hours, 'budget', now)
      if (tooMuch.part !== null) {
        kept.trim(tooMuch.part.hour, tooMuch.part.bytes)
        note('budget', now)
      }
      const hours = kept.all()
      const begin = windowSeconds === 0 ? null : beginOf(hours.find((hour) => !over.has(hour)))
      shortened = stillShortened(shortened, { sinceMs: begin, windowSeconds, budgetBytes, now })
      const newest = hours.slice(-2).toReversed()
      const rate = bytesPerHour(newest.flatMap((hour) => kept.totals.of(hour) ?? []))
      needed = rate === null ? bytes() : bytesForPast({ windowSeconds, budgetBytes }, rate)
      const since = begin === null ? null : Math.max(begin, now - windowSeconds * 1000)
      const instant = since === null ? null : new Date(since).toISOString()
      const isNothing = windowSeconds === 0 && hours.length === 0
      observed =
        isNothing || !isWhole
          ? null
          : { bytes: bytes(), since: instant, bytesPerHour: rate, shortened }
      return isWhole
    },
    observe: () => observed,
  }
}
