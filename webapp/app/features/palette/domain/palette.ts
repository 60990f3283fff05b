import { fold } from '../../../shared/domain/fold.ts'

export type PaletteKind = 'page' | 'channel' | 'command' | 'doc'
export type PaletteEntry = {
  id: string
  kind: PaletteKind
  /** As it is shown and found. */
  label: string
}

const RANK: Record<PaletteKind, number> = { page: 0, channel: 1, command: 2, doc: 3 }
/** They are many, and asked for by who types. */
const ASKED_FOR: readonly PaletteKind[] = ['command', 'doc']
const MOST = 40

/**
 * Entries that hold every word typed; those that begin with the first word come first, then pages,
 * channels, commands and the documentation. Nothing typed shows the pages and channels alone.
 */
export function findEntries<E extends PaletteEntry>(entries: readonly E[], query: string): E[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const found = entries.flatMap((entry) => {
    const text = fold(entry.label)
    if (
      words.length === 0
        ? ASKED_FOR.includes(entry.kind)
        : !words.every((word) => text.includes(word))
    )
      return []
    return [{ entry, begins: words[0] !== undefined && text.startsWith(words[0]) }]
  })
  return found
    .toSorted(
      (a, b) => Number(b.begins) - Number(a.begins) || RANK[a.entry.kind] - RANK[b.entry.kind],
    )
    .slice(0, MOST)
    .map(({ entry }) => entry)
}
