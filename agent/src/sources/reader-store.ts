import { ReadersFile } from '@cashbacktv/contract'
import type { Knowledge, Learned } from '../domain/reconcile/world.ts'
import { readJson, writeJson } from '../files/json-file.ts'

const MOST_KEPT = 5000

export type ReaderStore = {
  learned(): Knowledge
  /** `wall` in milliseconds since 1970. */
  learn(readerKey: string, admits: Learned['admits'], wall: number): void
}

/** How many readers sources admit, kept over restarts. Damaged or unwritable, it is learned anew. */
export function openReaderStore(file: string): ReaderStore {
  const known = new Map(read(file))
  return {
    learned: () => known,
    learn(readerKey, admits, at) {
      // What was learned last stands last, so that the oldest is forgotten first.
      known.delete(readerKey)
      known.set(readerKey, { admits, at })
      for (const oldest of known.keys()) {
        if (known.size <= MOST_KEPT) break
        known.delete(oldest)
      }
      write(file, known)
    },
  }
}

function read(file: string): [string, Learned][] {
  const kept = readJson(file, ReadersFile)
  if (kept.kind !== 'ok') return []
  return kept.value.map(({ readerKey, admits, at }) => [readerKey, { admits, at: Date.parse(at) }])
}

function write(file: string, known: Knowledge): void {
  const list = [...known].map(([readerKey, { admits, at }]) => {
    return { readerKey, admits, at: new Date(at).toISOString() }
  })
  try {
    writeJson(file, list)
  } catch {
    // Said about the disk elsewhere; it stays known until this agent ends.
  }
}
