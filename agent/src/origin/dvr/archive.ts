import { rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'
import { hoursOver } from '../domain/dvr/dvr-room.ts'
import { beginOfHour, type DvrSlot, HOUR_MS, slotsAbove } from '../domain/dvr/dvr-slot.ts'
import {
  isPinned,
  isWhollyPinned,
  LONGEST_SLOT_MS,
  type Span,
  spansOver,
} from '../domain/dvr/pins.ts'
import type { Window } from '../domain/window.ts'
import { listFolder } from '../retention.ts'
import { fileKeeper, type KeeperOptions } from './file-keeper.ts'
import { appendSlot, newestSlot, readIndex } from './hour-index.ts'
import { thinHour } from './thin-hour.ts'

/** What a channel has shown, hour by hour, on a disk of its own. */
export type Archive = {
  /**
   * Keeps what of the window was not kept yet, or only what is recorded of it. Never waits, and never
   * disturbs what is on air.
   */
  add(window: Window, isOnlyRecorded?: boolean): void
  /** Hours of which something is kept, the oldest first. */
  hours(): string[]
  /** Hours of which something can be given up. */
  looseHours(): string[]
  /** Hours that something of a stretch of time may be in, the oldest first. */
  hoursOf(span: Span): string[]
  /** What is kept of an hour; `isLasting` where it will be asked for again soon. */
  ofHour(hour: string, isLasting?: boolean): readonly DvrSlot[]
  /**
   * Slots that begin in a range of time, by milliseconds since 1970, and have not left the window of
   * the channel; `too-long` where these are too many to be listed.
   */
  between(from: number, to: number): DvrSlot[] | 'too-long'
  /** Gives up so many hours, but for what is recorded. */
  drop(hours: readonly string[]): void
  /** Gives up what has left the window. */
  sweep(windowSeconds: number, now: number): void
}

export type ArchiveOptions = KeeperOptions & {
  /** What is recorded of the channel: that is never given up. */
  pinned(): readonly Span[]
}

/** Hours that somebody looked at; those that are written go on. */
const MOST_HOURS = 26

/**
 * Six hours, wherever they begin: a list of more takes a tenth of a second to write and to compress,
 * in which nobody gets what is live.
 */
export const MOST_LISTED_HOURS = 7

export function openArchive({ pinned, ...options }: ArchiveOptions): Archive {
  const { folder } = options
  const queue = new PQueue({ concurrency: 1 })
  const files = fileKeeper(options)
  const read = new LRUCache<string, DvrSlot[]>({ max: MOST_HOURS })
  /** By what an hour was thinned for: it is looked at again when that has changed. */
  const thinned = new Map<string, string>()
  /** Hours that have left the window and are there for recordings alone. */
  let over: ReadonlySet<string> = new Set()
  let last: number | null = null

  const folderOf = (hour: string) => join(folder, hour)
  const hours = () =>
    listFolder(folder)
      .filter((name) => beginOfHour(name) !== null)
      .toSorted()

  function newest(): number {
    const slots = hours()
      .toReversed()
      .map((hour) => newestSlot(folderOf(hour)))
    return slots.find((slot) => slot !== null)?.number ?? -1
  }

  async function keep(slot: DvrSlot): Promise<void> {
    const [hour = ''] = slot.path.split('/')
    const kept = await files.keep(slot)
    try {
      await mkdir(folderOf(hour), { recursive: true })
      await appendSlot(folderOf(hour), kept)
      // Whoever looked just now may have read it already.
      const known = read.get(hour)
      if (known && (known.at(-1)?.number ?? -1) < kept.number) known.push(kept)
    } catch (error) {
      files.failed(error)
    }
  }

  function ofHour(hour: string, isLasting = true): readonly DvrSlot[] {
    const known = read.get(hour) ?? readIndex(folderOf(hour))
    if (isLasting) read.set(hour, known)
    return known
  }

  function forget(hour: string): void {
    read.delete(hour)
    thinned.delete(hour)
  }

  function thin(hour: string, claims: string): void {
    thinned.set(hour, claims)
    void queue
      .add(() => thinHour(folder, hour, pinned()))
      .catch((error: unknown) => {
        thinned.delete(hour)
        files.failed(error)
      })
      .finally(() => read.delete(hour))
  }

  function drop(gone: readonly string[]): void {
    const spans = pinned()
    for (const hour of gone) {
      const held = spansOver(hour, spans)
      const claims = JSON.stringify(held)
      if (held.length === 0) {
        forget(hour)
        rmSync(folderOf(hour), { recursive: true, force: true })
      } else if (!isWhollyPinned(hour, held) && thinned.get(hour) !== claims) thin(hour, claims)
    }
  }

  function hoursOf({ from, to }: Span): string[] {
    return hours().filter((hour) => {
      const begin = beginOfHour(hour) ?? 0
      return begin <= to && begin + HOUR_MS + LONGEST_SLOT_MS > from
    })
  }

  return {
    ...{ hours, hoursOf, ofHour, drop },
    add(window, isOnlyRecorded = false) {
      const spans = isOnlyRecorded ? pinned() : null
      if (spans?.length === 0) return
      last ??= newest()
      const above = slotsAbove(window, last)
      const slots = spans === null ? above : above.filter((slot) => isPinned(slot, spans))
      last = slots.at(-1)?.number ?? last
      for (const slot of slots) void queue.add(() => keep(slot))
    },
    looseHours() {
      const spans = pinned()
      return hours().filter((hour) => {
        const held = spansOver(hour, spans)
        return !isWhollyPinned(hour, held) && thinned.get(hour) !== JSON.stringify(held)
      })
    },
    between(from, to) {
      const wanted = hoursOf({ from, to }).filter((hour) => !over.has(hour))
      if (wanted.length > MOST_LISTED_HOURS) return 'too-long'
      return wanted.flatMap((hour) => within(ofHour(hour), from, to))
    },
    sweep(windowSeconds, now) {
      const gone = hoursOver(hours(), windowSeconds, now)
      const spans = pinned()
      over = new Set(gone.filter((hour) => spansOver(hour, spans).length > 0))
      drop(gone)
    },
  }
}

/** Most hours are wholly inside of what is asked for. */
function within(slots: readonly DvrSlot[], from: number, to: number): readonly DvrSlot[] {
  const isInside = ({ programDateTime }: DvrSlot) => {
    const at = Date.parse(programDateTime)
    return at >= from && at < to
  }
  const [first, last] = [slots[0], slots.at(-1)]
  if (first === undefined || last === undefined) return []
  return isInside(first) && isInside(last) ? slots : slots.filter(isInside)
}
