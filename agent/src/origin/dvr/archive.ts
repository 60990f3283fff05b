import { rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'
import { hoursOver } from '../domain/dvr/dvr-room.ts'
import { beginOfHour, type DvrSlot, HOUR_MS, slotsAbove } from '../domain/dvr/dvr-slot.ts'
import type { Window } from '../domain/window.ts'
import { listFolder } from '../retention.ts'
import { fileKeeper, type KeeperOptions } from './file-keeper.ts'
import { appendSlot, newestSlot, readIndex } from './hour-index.ts'

/** What a channel has shown, hour by hour, on a disk of its own. */
export type Archive = {
  /** Keeps what of the window was not kept yet. Never waits, and never disturbs what is on air. */
  add(window: Window): void
  /** Hours of which something is kept, the oldest first. */
  hours(): string[]
  /** Slots that begin in a range of time, by milliseconds since 1970; `too-long` where these are too many to be listed. */
  between(from: number, to: number): DvrSlot[] | 'too-long'
  drop(hours: readonly string[]): void
  /** Gives up what has left the window. */
  sweep(windowSeconds: number, now: number): void
}

/** Hours that somebody looked at; those that are written go on. */
const MOST_HOURS = 26

/**
 * Six hours, wherever they begin: a list of more takes a tenth of a second to write and to compress,
 * in which nobody gets what is live.
 */
const MOST_LISTED_HOURS = 7

/** An hour longer than a slot is. */
const LONGEST_SLOT_MS = 60_000

export function openArchive({ folder, runsFolder, isFull, log }: KeeperOptions): Archive {
  const queue = new PQueue({ concurrency: 1 })
  const files = fileKeeper({ folder, runsFolder, isFull, log })
  const read = new LRUCache<string, DvrSlot[]>({ max: MOST_HOURS })
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

  function slotsOf(hour: string): readonly DvrSlot[] {
    const known = read.get(hour) ?? readIndex(folderOf(hour))
    read.set(hour, known)
    return known
  }

  function drop(gone: readonly string[]): void {
    for (const hour of gone) {
      read.delete(hour)
      rmSync(folderOf(hour), { recursive: true, force: true })
    }
  }

  return {
    hours,
    add(window) {
      last ??= newest()
      const slots = slotsAbove(window, last)
      last = slots.at(-1)?.number ?? last
      for (const slot of slots) void queue.add(() => keep(slot))
    },
    between(from, to) {
      const wanted = hours().filter((hour) => {
        const begin = beginOfHour(hour) ?? 0
        return begin <= to && begin + HOUR_MS + LONGEST_SLOT_MS > from
      })
      if (wanted.length > MOST_LISTED_HOURS) return 'too-long'
      return wanted.flatMap((hour) => within(slotsOf(hour), from, to))
    },
    drop,
    sweep: (windowSeconds, now) => drop(hoursOver(hours(), windowSeconds, now)),
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
