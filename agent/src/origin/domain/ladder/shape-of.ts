import type { PublishedSegment } from '@cashbacktv/contract'
import type { Window } from '../window.ts'

/**
 * The part of a window that one kind of playlist can list. A channel that becomes a ladder, or is none
 * any more, begins other playlists: those list what is of their kind, from the last change on.
 */
export function sameKind(window: Window): Window {
  const isLadder = isLadderSlot(window.segments.at(-1))
  const from = window.segments.findLastIndex((segment) => isLadderSlot(segment) !== isLadder) + 1
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

export function isLadderSlot(segment: PublishedSegment | undefined): boolean {
  return segment?.ladder !== undefined
}
