import type { ListedSegment } from '../private-playlist.ts'

/** What one rendition of a run has listed, with whether it has said that nothing follows. */
export type RenditionOutput = { segments: readonly ListedSegment[]; closed: boolean }

/**
 * The slots of a run that are complete: those of which every rendition, the largest first, has its
 * segment. One process makes all of them in step, within a few pictures of each other; a rendition
 * that lacks a segment when another has the next one already has failed and is not waited for.
 */
export function completeSlots(renditions: readonly RenditionOutput[]): RenditionOutput {
  const newest = renditions.map(({ segments }) => segments.at(-1)?.index ?? -1)
  const slowest = Math.min(...newest)
  const fastest = Math.max(...newest)
  const closed = renditions.every((rendition) => rendition.closed)
  const until = closed ? fastest : Math.max(slowest, fastest - 1)
  const slots = new Map<number, ListedSegment>()
  for (const { segments } of renditions) {
    for (const segment of segments) {
      if (segment.index <= until && !slots.has(segment.index)) slots.set(segment.index, segment)
    }
  }
  return { segments: [...slots.values()].toSorted((a, b) => a.index - b.index), closed }
}
