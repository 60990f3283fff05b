import type { FollowedBreak } from '@cashbacktv/contract'
import type { Window } from '../window.ts'
import { breaksOfSlot, followCue, type PlacedCue, stillFollowed } from './follow-breaks.ts'

/** A slot that is to follow, on the timeline, with what it tells of breaks. `startsAt` in milliseconds since 1970. */
export function placed(window: Window, startsAt: number, durationSeconds: number) {
  const span = { from: startsAt, to: startsAt + durationSeconds * 1000 }
  const before = window.segments.at(-1)?.breaks ?? []
  const breaks = breaksOfSlot(window.breaks ?? [], span, before)
  return {
    durationSeconds,
    programDateTime: new Date(startsAt).toISOString(),
    ...(breaks.length === 0 ? {} : { breaks }),
  }
}

/** With what cues have told; slots tell of it from the next one on. */
export function withCues(window: Window, cues: readonly PlacedCue[]): Window {
  const before = window.breaks ?? NONE
  const edge = endOfLast(window)
  let breaks = stillFollowed(before, edge)
  for (const cue of cues) breaks = stillFollowed(followCue(breaks, cue, edge), edge)
  return breaks === before ? window : { ...window, breaks: [...breaks] }
}

const NONE: readonly FollowedBreak[] = []

function endOfLast({ segments }: Window): number {
  const last = segments.at(-1)
  if (last === undefined) return Number.NEGATIVE_INFINITY
  return Date.parse(last.programDateTime) + last.durationSeconds * 1000
}
