import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import PQueue from 'p-queue'
import { isTooLong } from '../domain/dvr/dvr-range.ts'
import { hoursOver } from '../domain/dvr/dvr-room.ts'
import {
  beginOfHour,
  type DvrSlot,
  HOUR_MS,
  hourIn,
  inOrder,
  slotsAbove,
} from '../domain/dvr/dvr-slot.ts'
import { isPinned, type Span, spansOver } from '../domain/dvr/pins.ts'
import type { Window } from '../domain/window.ts'
import { fileKeeper, type KeeperOptions, removeUnfinished } from './file-keeper.ts'
import { type FollowedPast, followPast, type PastWish } from './follow-past.ts'
import { appendSlot, newestSlot } from './hour-index.ts'
import { keepHours } from './kept-hours.ts'

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
  /** The same for who can wait, while others have their turns. */
  readHour(hour: string, isLasting?: boolean): Promise<readonly DvrSlot[]>
  /** An hour can be had without reading it. */
  isRead(hour: string): boolean
  /**
   * Slots that begin in a range of time, by milliseconds since 1970, and have not left the window of
   * the channel; `too-long` where these are too many to be listed.
   */
  between(from: number, to: number, now?: number): DvrSlot[] | 'too-long'
  /** Hours of which a range of time has slots; none where these are too many to be listed. */
  hoursFor(from: number, to: number, now?: number): string[]
  /** Gives up so many hours, but for what is recorded. */
  drop(hours: readonly string[]): void
  /**
   * Gives up what has left the window, and what is too much for the budget. False while it is not known
   * of every hour what it takes.
   */
  sweep(wish: PastWish, now: number): boolean
  /** Of its files, and why it is less than it was to be. */
  past: Pick<FollowedPast, 'count' | 'bytes' | 'neededBytes' | 'shorten' | 'observe'>
  /** Resolves when what it is to keep by now is kept. */
  settled(): Promise<void>
}

export type ArchiveOptions = KeeperOptions & {
  /** What is recorded of the channel: that is never given up. */
  pinned(): readonly Span[]
}

export function openArchive({ pinned, ...options }: ArchiveOptions): Archive {
  const { folder } = options
  const queue = new PQueue({ concurrency: 1 })
  const files = fileKeeper(options)
  const kept = keepHours({ folder, queue, pinned, failed: files.failed })
  const past = followPast(folder, kept)
  /** Hours that have left the window and are there for recordings alone. */
  let over: ReadonlySet<string> = new Set()
  let last: number | null = null
  // What was being copied when the origin before was killed is of the newest hour, or of the one before it.
  for (const hour of kept.all().slice(-2)) {
    void queue.add(() => removeUnfinished(join(folder, hour)))
  }

  /**
   * Number of the newest slot of a window that is kept. Each is in the hour that it is dated in: the last hour
   * need not have the newest, as where the clock of the host was set back.
   */
  function newestKept(window: Window): number {
    const hours = new Set(slotsAbove(window, -1).map(hourIn))
    const numbers = [...hours].map((hour) => newestSlot(join(folder, hour))?.number ?? -1)
    return Math.max(-1, ...numbers)
  }

  const listed = (from: number, to: number) =>
    kept.of({ from, to }).filter((hour) => !over.has(hour))

  async function keep(slot: DvrSlot): Promise<void> {
    const hour = hourIn(slot)
    const taken = await files.keep(slot)
    try {
      await mkdir(join(folder, hour), { recursive: true })
      const there = kept.totals.counted(hour, taken)
      await appendSlot(join(folder, hour), there)
      kept.note(hour, there)
    } catch (error) {
      files.failed(error)
    }
  }

  return {
    hours: kept.all,
    looseHours: kept.loose,
    hoursOf: kept.of,
    ofHour: kept.read.slots,
    readHour: kept.read.inParts,
    isRead: kept.read.has,
    drop: kept.drop,
    past,
    add(window, isOnlyRecorded = false) {
      const spans = isOnlyRecorded ? pinned() : null
      if (spans?.length === 0) return
      last ??= newestKept(window)
      const above = slotsAbove(window, last)
      const slots = spans === null ? above : above.filter((slot) => isPinned(slot, spans))
      last = slots.at(-1)?.number ?? last
      for (const slot of slots) void queue.add(() => keep(slot))
    },
    hoursFor(from, to, now = Date.now()) {
      const wanted = listed(from, to)
      return isTooLong({ from, to }, wanted, now) ? [] : wanted
    },
    between(from, to, now = Date.now()) {
      const wanted = listed(from, to)
      if (isTooLong({ from, to }, wanted, now)) return 'too-long'
      return inOrder(wanted.flatMap((hour) => within(kept.read.slots(hour), hour, { from, to })))
    },
    sweep(wish, now) {
      const gone = hoursOver(kept.all(), wish.windowSeconds, now)
      const spans = pinned()
      over = new Set(gone.filter((hour) => spansOver(hour, spans).length > 0))
      kept.drop(gone)
      past.count()
      return past.look(wish, over, now)
    },
    settled: () => queue.onIdle(),
  }
}

/** Most hours are wholly inside of what is asked for. */
function within(slots: readonly DvrSlot[], hour: string, { from, to }: Span): readonly DvrSlot[] {
  const begin = beginOfHour(hour) ?? 0
  if (begin >= from && begin + HOUR_MS <= to) return slots
  return slots.filter(({ programDateTime }) => {
    const at = Date.parse(programDateTime)
    return at >= from && at < to
  })
}
