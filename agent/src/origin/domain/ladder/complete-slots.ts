import type { ListedSegment } from '../private-playlist.ts'

/** What one rendition of a run has listed, with whether it has said that nothing follows. */
export type RenditionOutput = { segments: readonly ListedSegment[]; closed: boolean }

/**
 * Where a source has lost its audio FFmpeg holds the pictures of the rendition that carries it back for two
 * seconds (`-max_interleave_delta`), and then lists them within a few pictures.
 */
const MOST_BEHIND_SECONDS = 2.5

/**
 * The slots of a run that are complete: those of which every rendition, the largest first, has its
 * segment. One process makes all of them in step; a rendition that is behind another by a segment and by
 * more than the wait for audio has failed and is not waited for.
 */
export function completeSlots(renditions: readonly RenditionOutput[]): RenditionOutput {
  const slowest = Math.min(...renditions.map(({ segments }) => newestOf(segments)))
  const closed = renditions.every((rendition) => rendition.closed)
  const until = Math.max(
    slowest,
    ...renditions.map(({ segments }) => (closed ? newestOf(segments) : overdueOf(segments))),
  )
  const slots = new Map<number, ListedSegment>()
  for (const { segments } of renditions) {
    for (const segment of segments) {
      if (segment.index <= until && !slots.has(segment.index)) slots.set(segment.index, segment)
    }
  }
  return { segments: [...slots.values()].toSorted((a, b) => a.index - b.index), closed }
}

const newestOf = (segments: readonly ListedSegment[]) => segments.at(-1)?.index ?? -1

/** The newest that every other rendition must have by now, or has failed. */
function overdueOf(segments: readonly ListedSegment[]): number {
  let secondsSince = 0
  const overdue = segments.findLast(({ durationSeconds }) => {
    const isOverdue = secondsSince >= MOST_BEHIND_SECONDS
    secondsSince += durationSeconds
    return isOverdue
  })
  return overdue?.index ?? -1
}
