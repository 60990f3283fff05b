import type { PublishedSegment } from '@cashbacktv/contract'
import type { Window } from '../window.ts'

/**
 * The part of a window that one kind of playlist can list. A channel that becomes a ladder, or is none
 * any more, begins other playlists: those list what is of their kind, from the last change on.
 */
export function sameKind(window: Window): Window {
  const from = beginOfKind(window.segments)
  if (from === 0) return window
  const left = window.segments.slice(0, from)
  return {
    ...window,
    mediaSequence: window.mediaSequence + from,
    discontinuitySequence:
      window.discontinuitySequence + left.filter(({ discontinuity }) => discontinuity).length,
    segments: window.segments.slice(from),
  }
}

/** Place of the first slot since when all are of one kind. */
export function beginOfKind(slots: readonly Pick<PublishedSegment, 'ladder'>[]): number {
  const isLadder = isLadderSlot(slots.at(-1))
  return slots.findLastIndex((slot) => isLadderSlot(slot) !== isLadder) + 1
}

export function isLadderSlot(segment: Pick<PublishedSegment, 'ladder'> | undefined): boolean {
  return segment?.ladder !== undefined
}
