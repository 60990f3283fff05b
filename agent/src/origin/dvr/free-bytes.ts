import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import type { HourKept } from '../domain/dvr/kept-past.ts'
import { isPinned, isWhollyPinned, type Span, spansOver } from '../domain/dvr/pins.ts'
import { type HourTotals, withBytes } from './hour-totals.ts'

/** What can be given up of hours. Those that recordings hold in part are read once for as long as they hold the same. */
export type FreeBytes = {
  /** Reads some more of those that are not known yet. `spans`: what is recorded. */
  look(hours: readonly string[], spans: readonly Span[]): HourKept[]
  /** A slot was written down. */
  note(hour: string, slot: DvrSlot): void
  /** Something of it has gone. */
  forget(hour: string): void
}

type Known = {
  held: readonly Span[]
  heldText: string
  /** Without the newest slot. */
  bytes: number
  newest: DvrSlot | null
}

/**
 * Hours that are recorded in part, at a look: to read one takes some hundredths of a second. One for that at
 * which a rolling recording begins, which is held otherwise each time, and one of all others.
 */
const READ_A_LOOK = 2

export function countFree(
  folder: string,
  totals: Pick<HourTotals, 'of'>,
  slotsOf: (hour: string) => readonly DvrSlot[],
): FreeBytes {
  const known = new Map<string, Known>()

  function ofNewest({ held, newest }: Known): number {
    const isFree = newest !== null && !isPinned(newest, held)
    return isFree ? (withBytes(folder, newest).bytes ?? 0) : 0
  }

  const add = (before: Known, slot: DvrSlot): Known => {
    return { ...before, bytes: before.bytes + ofNewest(before), newest: slot }
  }

  /** The newest slot of an hour is not given up alone. */
  const all = (of: Known) => (of.bytes === 0 ? 0 : of.bytes + ofNewest(of))

  function ofPart(hour: string, held: readonly Span[], mayRead: () => boolean): number | null {
    const heldText = JSON.stringify(held)
    const before = known.get(hour)
    if (before?.heldText === heldText) return all(before)
    known.delete(hour)
    if (!mayRead()) return null
    const none: Known = { held, heldText, bytes: 0, newest: null }
    const read = slotsOf(hour).reduce(add, none)
    known.set(hour, read)
    return all(read)
  }

  return {
    look(hours, spans) {
      let left = READ_A_LOOK
      const mayRead = () => left-- > 0
      return hours.map((hour) => {
        const held = spansOver(hour, spans)
        if (held.length === 0) return { hour, bytes: totals.of(hour)?.bytes ?? null }
        return { hour, bytes: isWhollyPinned(hour, held) ? 0 : ofPart(hour, held, mayRead) }
      })
    },
    note(hour, slot) {
      const before = known.get(hour)
      if (before) known.set(hour, add(before, slot))
    },
    forget: (hour) => void known.delete(hour),
  }
}
