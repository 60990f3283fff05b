/** What a run holds in the media folder, and what it may. */
export type Holding<Id> = { id: Id; heldBytes: number }
export type MediaRoom = { totalBytes: number; freeBytes: number }

/** Share of the folder that is left when it is called nearly full. */
const NEARLY_FULL = 0.1

export function isNearlyFull({ totalBytes, freeBytes }: MediaRoom): boolean {
  return freeBytes <= totalBytes * NEARLY_FULL
}

/**
 * The one whose channel has to go so that the others can stay: only while the folder is nearly full,
 * and only one that holds more than its share. One at a time, the largest: there may be room then.
 */
export function tooLarge<Id>(
  holdings: readonly Holding<Id>[],
  room: MediaRoom,
  share: number,
): (Holding<Id> & { quotaBytes: number }) | null {
  if (!isNearlyFull(room)) return null
  const quotaBytes = Math.round(room.totalBytes * share)
  const [largest] = [...holdings].sort((a, b) => b.heldBytes - a.heldBytes)
  if (largest === undefined || largest.heldBytes <= quotaBytes) return null
  return { ...largest, quotaBytes }
}
