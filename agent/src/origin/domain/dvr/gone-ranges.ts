import type { CueMode } from '@cashbacktv/contract'
import { listedBreaks } from '../cues/cue-tags.ts'
import type { DvrSlot } from './dvr-slot.ts'
import { type Slate, slateId } from './slate-ranges.ts'

/** A playlist of which a player has all but the end. */
type Delta = {
  /** Slots just before those that are listed. */
  before: readonly DvrSlot[]
  slots: readonly DvrSlot[]
  /** How many of them are left out. */
  skipped: number
  /** Seconds before its end that are never left out. */
  canSkip: number
}

/**
 * What has changed of a date range since then is told again, in milliseconds since 1970: since the
 * begin of the last slot that is left out, as dates of slots are rounded.
 */
export function toldSince({ slots, skipped }: Delta): number {
  return Date.parse(slots[skipped - 1]?.programDateTime ?? '')
}

/**
 * Ids of breaks that a player may have been told of and that are no longer listed (RFC 8216bis
 * 4.4.5.2): what has left the begin of the playlist, and what was announced and called off.
 */
export function goneBreaks(delta: Delta, cues: CueMode): string[] {
  const { slots, skipped } = delta
  if (cues === 'off') return []
  const listed = new Set(listedBreaks(slots, cues).map(({ id }) => id))
  const told = [...leftLately(delta), ...slots.slice(skipped)]
  const ids = told.flatMap(({ breaks = [] }) => breaks.map(({ id }) => id))
  return [...new Set(ids)].filter((id) => !listed.has(id))
}

/** Ids of slates that have left the begin of the playlist lately. */
export function goneSlates(delta: Delta, slates: readonly Slate[]): string[] {
  const places = -leftLately(delta).length
  return slates.filter(({ lastAt }) => lastAt < 0 && lastAt >= places).map(slateId)
}

/** Slots that a player may still have had that asks for the end alone. */
function leftLately({ before, slots, canSkip }: Delta): readonly DvrSlot[] {
  const since = Date.parse(slots[0]?.programDateTime ?? '') - canSkip * 1000
  const at = before.findIndex((slot) => {
    return Date.parse(slot.programDateTime) + slot.durationSeconds * 1000 >= since
  })
  return at === -1 ? [] : before.slice(at)
}
