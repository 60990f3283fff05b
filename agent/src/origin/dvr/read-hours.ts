import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { readIndex, readIndexInParts } from './hour-index.ts'

/** What is kept of hours, as far as somebody looked at it lately; those that are written go on. */
export type ReadHours = {
  has(hour: string): boolean
  /** What is kept of one; `isLasting` where it will be asked for again soon. */
  slots(hour: string, isLasting?: boolean): readonly DvrSlot[]
  /** The same for who can wait: it is read some lines at a time. */
  inParts(hour: string, isLasting?: boolean): Promise<readonly DvrSlot[]>
  /** A slot was written down. */
  note(hour: string, slot: DvrSlot): void
  /** It is read anew. */
  forget(hour: string): void
}

const MOST_HOURS = 26

export function readHours(folder: string): ReadHours {
  const read = new LRUCache<string, DvrSlot[]>({ max: MOST_HOURS })
  /** Of those that are being read, what was written down since. */
  const noted = new Map<string, DvrSlot[]>()

  return {
    has: (hour) => read.has(hour),
    slots(hour, isLasting = true) {
      const known = read.get(hour) ?? readIndex(join(folder, hour))
      if (isLasting) read.set(hour, known)
      return known
    },
    async inParts(hour, isLasting = true) {
      const known = read.get(hour)
      if (known) return known
      const since: DvrSlot[] = []
      if (isLasting) noted.set(hour, since)
      const slots = await readIndexInParts(join(folder, hour))
      // Something of it has gone meanwhile, or somebody else reads it.
      if (noted.get(hour) !== since) return slots
      noted.delete(hour)
      const newest = slots.at(-1)?.number ?? -1
      slots.push(...since.filter(({ number }) => number > newest))
      const other = read.get(hour)
      if (other) return other
      read.set(hour, slots)
      return slots
    },
    note(hour, slot) {
      noted.get(hour)?.push(slot)
      // Whoever looked just now may have read it already.
      const known = read.get(hour)
      if (known && (known.at(-1)?.number ?? -1) < slot.number) known.push(slot)
    },
    forget(hour) {
      read.delete(hour)
      noted.delete(hour)
    },
  }
}
