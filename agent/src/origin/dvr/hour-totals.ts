import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type DvrSlot, type HourTotal, NO_SLOTS, totalWith } from '../domain/dvr/dvr-slot.ts'
import { filesOf } from '../domain/ladder/slot-files.ts'
import { newestSlot, readIndex } from './hour-index.ts'

/** What the hours of a channel take on disk, each read once. */
export type HourTotals = {
  /** Reads some more of those that are not known yet; true when all are known. */
  look(hours: readonly string[]): boolean
  /** Null where it was not read yet. */
  of(hour: string): HourTotal | null
  /** A slot that is to be written down, with what its hour comes to. */
  counted(hour: string, slot: DvrSlot): DvrSlot
  /** It was written down. */
  note(hour: string, slot: DvrSlot): void
  /** Something of it has gone. */
  forget(hour: string): void
}

/** The end of an index is read within a tenth of a millisecond, and nothing is published meanwhile. */
const HOURS_A_LOOK = 6

export function countHours(folder: string): HourTotals {
  const known = new Map<string, HourTotal>()

  function totalOf(hour: string): HourTotal {
    const total = known.get(hour) ?? readTotal(folder, hour)
    known.set(hour, total)
    return total
  }

  return {
    look(hours) {
      const there = new Set(hours)
      for (const hour of known.keys()) if (!there.has(hour)) known.delete(hour)
      const unknown = hours.filter((hour) => !known.has(hour))
      for (const hour of unknown.slice(0, HOURS_A_LOOK)) totalOf(hour)
      return unknown.length <= HOURS_A_LOOK
    },
    of: (hour) => known.get(hour) ?? null,
    counted: (hour, slot) => ({ ...slot, hourTotal: totalWith(totalOf(hour), slot) }),
    note(hour, { hourTotal }) {
      if (hourTotal) known.set(hour, hourTotal)
    },
    forget: (hour) => void known.delete(hour),
  }
}

function readTotal(folder: string, hour: string): HourTotal {
  const hourFolder = join(folder, hour)
  const newest = newestSlot(hourFolder)
  if (newest === null) return NO_SLOTS
  if (newest.hourTotal) return newest.hourTotal
  // What an earlier release has kept is added up.
  return readIndex(hourFolder).reduce(
    (total, slot) => totalWith(total, withBytes(folder, slot)),
    NO_SLOTS,
  )
}

/** What an earlier release has kept is looked at. */
export function withBytes(folder: string, slot: DvrSlot): DvrSlot {
  if (slot.bytes !== undefined || slot.isMissing) return slot
  const sizes = filesOf(slot).map((file) => {
    return statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0
  })
  return { ...slot, bytes: sizes.reduce((all, size) => all + size, 0) }
}
