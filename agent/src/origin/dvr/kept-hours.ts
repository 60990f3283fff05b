import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type PQueue from 'p-queue'
import { beginOfHour, type DvrSlot, HOUR_MS } from '../domain/dvr/dvr-slot.ts'
import type { HourKept } from '../domain/dvr/kept-past.ts'
import {
  isPinned,
  isWhollyPinned,
  LONGEST_SLOT_MS,
  type Span,
  spansOver,
} from '../domain/dvr/pins.ts'
import { listFolder } from '../segments/retention.ts'
import { countFree } from './free-bytes.ts'
import { countHours, type HourTotals } from './hour-totals.ts'
import { type ReadHours, readHours } from './read-hours.ts'
import { thinHour, trimHour } from './thin-hour.ts'

/** The hours of which something of a channel is kept. */
export type KeptHours = {
  /** The oldest first. */
  all(): string[]
  /** Those that something of a stretch of time may be in. */
  of(span: Span): string[]
  /** Those of which something can be given up. */
  loose(): string[]
  /** With how much of each can be given up. */
  free(): HourKept[]
  /** What is kept of them. */
  read: Pick<ReadHours, 'has' | 'slots' | 'inParts'>
  /** A slot was written down. */
  note(hour: string, slot: DvrSlot): void
  /** What they take on disk. */
  totals: HourTotals
  /** Gives up so many, but for what is recorded. */
  drop(hours: readonly string[]): void
  /** Gives up so many bytes of the begin of one, but for what is recorded. */
  trim(hour: string, bytes: number): void
}

type Options = {
  folder: string
  /** In which whatever is written of the channel takes its turn. */
  queue: PQueue
  pinned(): readonly Span[]
  failed(error: unknown): void
}

export function keepHours({ folder, queue, pinned, failed }: Options): KeptHours {
  const totals = countHours(folder)
  const read = readHours(folder)
  /** By what an hour was thinned for: it is looked at again when that has changed. */
  const thinned = new Map<string, string>()
  const free = countFree(folder, totals, (hour) => read.slots(hour, false))
  const trimmed = new Set<string>()
  const all = () => hoursIn(folder)

  function forget(hour: string): void {
    read.forget(hour)
    totals.forget(hour)
    free.forget(hour)
  }

  const isLoose = (hour: string, held: readonly Span[]) =>
    !isWhollyPinned(hour, held) && thinned.get(hour) !== JSON.stringify(held)

  function thin(hour: string, held: readonly Span[]): void {
    thinned.set(hour, JSON.stringify(held))
    inTurn(hour, () => thinHour(folder, hour, pinned()))
  }

  /** What is known of it is read anew afterwards. */
  function inTurn(hour: string, change: () => Promise<void>): void {
    void queue
      .add(change)
      .catch((error: unknown) => {
        thinned.delete(hour)
        failed(error)
      })
      .finally(() => {
        trimmed.delete(hour)
        forget(hour)
      })
  }

  return {
    all,
    read,
    totals,
    of: (span) => all().filter((hour) => mayBeIn(hour, span)),
    loose() {
      const spans = pinned()
      return all().filter((hour) => isLoose(hour, spansOver(hour, spans)))
    },
    free: () => free.look(all(), pinned()),
    note(hour, slot) {
      totals.note(hour, slot)
      free.note(hour, slot)
      // It has something again that can be given up.
      if (thinned.has(hour) && !isPinned(slot, pinned())) thinned.delete(hour)
      read.note(hour, slot)
    },
    drop(gone) {
      const spans = pinned()
      for (const hour of gone) {
        const held = spansOver(hour, spans)
        if (held.length === 0) {
          thinned.delete(hour)
          forget(hour)
          rmSync(join(folder, hour), { recursive: true, force: true })
        } else if (isLoose(hour, held)) thin(hour, held)
      }
    },
    trim(hour, bytes) {
      // Until it is counted anew it seems to be too much still.
      if (trimmed.has(hour)) return
      trimmed.add(hour)
      inTurn(hour, () => trimHour(folder, hour, { bytes, spans: pinned() }))
    },
  }
}

function hoursIn(folder: string): string[] {
  return listFolder(folder)
    .filter((name) => beginOfHour(name) !== null)
    .toSorted()
}

/** Something of an hour is of a stretch of time. */
function mayBeIn(hour: string, { from, to }: Span): boolean {
  const begin = beginOfHour(hour) ?? 0
  return begin < to && begin + HOUR_MS + LONGEST_SLOT_MS > from
}
