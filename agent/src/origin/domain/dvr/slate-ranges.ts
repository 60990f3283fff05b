import { SLATE_CLASS } from '@cashbacktv/contract/slate-class'
import { isSlate } from '../broadcast.ts'
import { type DvrSlot, pathOnAir } from './dvr-slot.ts'

/** Of a source that comes and goes for days; the newest are listed. */
const MOST_LISTED = 500

/** In milliseconds since 1970. */
export type Slate = {
  /** Places of its first and its last slot among those that are listed; negative before them. */
  at: number
  lastAt: number
  from: number
  to: number
  seconds: number
  /** It may go on. */
  isOpen: boolean
}

/**
 * The slates of listed slots and of those just before them. One that goes on from before has its own
 * begin: as the begin of a list moves on, it stays the range that players know.
 */
export function slatesAmong(
  before: readonly DvrSlot[],
  listed: readonly DvrSlot[],
  isClosed: boolean,
): Slate[] {
  const slates: Slate[] = []
  const slots = [...before, ...listed]
  let isGoingOn = false
  for (const [at, slot] of slots.entries()) {
    const follows = isGoingOn
    isGoingOn = isSlate({ ...slot, path: pathOnAir(slot) })
    if (!isGoingOn) continue
    const begin = Date.parse(slot.programDateTime)
    const known = follows ? slates.at(-1) : undefined
    const place = at - before.length
    const begun = { at: place, lastAt: place, from: begin, to: begin, seconds: 0, isOpen: false }
    const slate = known ?? begun
    if (known === undefined) slates.push(slate)
    slate.lastAt = place
    slate.to = begin + slot.durationSeconds * 1000
    slate.seconds += slot.durationSeconds
    slate.isOpen = !isClosed && at === slots.length - 1
  }
  return slates
}

/**
 * Tags of slates, by the place of the first slot of each after `skipped` ones; those of slots that are
 * skipped stand at the first. Date ranges are left out only where a player has asked for that (RFC
 * 8216bis 6.2.5.1): then those that have been over since before `since`, in milliseconds since 1970.
 * One that may go on has no duration.
 */
export function slateRanges(
  slates: readonly Slate[],
  skipped: number,
  since: number | null,
): Map<number, string[]> {
  const tags = new Map<number, string[]>()
  const listed = slates.filter(({ lastAt }) => lastAt >= 0).slice(-MOST_LISTED)
  for (const slate of listed) {
    if (since !== null && !slate.isOpen && slate.to < since) continue
    const at = Math.max(0, slate.at - skipped)
    tags.set(at, [...(tags.get(at) ?? []), tagOf(slate)])
  }
  return tags
}

export function slateId({ from }: Pick<Slate, 'from'>): string {
  return `slate-${from}`
}

function tagOf(slate: Slate): string {
  const { from, seconds, isOpen } = slate
  const start = new Date(from).toISOString()
  const duration = isOpen ? '' : `,DURATION=${seconds.toFixed(3)}`
  return `#EXT-X-DATERANGE:ID="${slateId(slate)}",CLASS="${SLATE_CLASS}",START-DATE="${start}"${duration}`
}
