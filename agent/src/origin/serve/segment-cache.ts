import type { Stats } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { LRUCache } from 'lru-cache'
import { READ_ITSELF } from '../../files/itself.ts'
import type { InTurn } from './in-turn.ts'

/** The newest segments of some dozens of channels with viewers. */
const MOST_BYTES = 96 * 1024 * 1024
/** A longer file would push out too many others. */
const LONGEST_BYTES = 8 * 1024 * 1024

/** What a segment is made into on its way, as encrypted. `name`: another text for another outcome. */
export type SegmentForm = {
  name: string
  /** Bytes that come of so many; null where only making it tells. */
  sizeOf(bytes: number): number | null
  /** Empty where nothing comes of it. */
  make(bytes: Buffer): Promise<Buffer>
  /** Where making it takes the time of the loop. */
  inTurn?: InTurn
}

export type SegmentCache = {
  /**
   * The whole file, read and brought into form once for all who ask at the time; null when it is empty or
   * too long to be kept, and is to be sent as it is.
   */
  read(
    path: string,
    stats: Pick<Stats, 'size' | 'mtimeMs'>,
    form?: SegmentForm | null,
  ): Promise<Buffer> | null
}

/**
 * Segments that were asked for last, in memory: viewers of a channel ask for the same ones, and to
 * hand out a buffer costs a quarter of reading a file for each. A file that changed is another.
 */
export function createSegmentCache(mostBytes = MOST_BYTES): SegmentCache {
  const kept = new LRUCache<string, { size: number; bytes: Promise<Buffer> }>({
    maxSize: mostBytes,
    sizeCalculation: ({ size }) => size,
  })
  const madeOf = (path: string, { make, inTurn = now }: SegmentForm) =>
    inTurn(async () => make(await readWhole(path)))
  return {
    read(path, { size, mtimeMs }, form = null) {
      const isKept = size > 0 && size <= Math.min(LONGEST_BYTES, mostBytes)
      // What has another form is never sent as it is, however long.
      if (!isKept) return form && madeOf(path, form)
      const key = `${path} ${size} ${mtimeMs} ${form?.name ?? ''}`
      const known = kept.get(key)
      if (known) return known.bytes
      const bytes = form ? madeOf(path, form) : readWhole(path)
      kept.set(key, { size, bytes })
      bytes.catch(() => kept.delete(key))
      return bytes
    },
  }
}

const readWhole = (path: string) => readFile(path, { flag: READ_ITSELF })

const now: InTurn = (work) => work()
