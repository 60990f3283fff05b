import { type FollowedBreak, type ListedBreak, MOST_BREAKS } from '@cashbacktv/contract'
import type { SpliceCue } from './splice-section.ts'

/** A cue with its place on the timeline. */
export type PlacedCue = SpliceCue & {
  /** Milliseconds since 1970; of what calls off, when it came. */
  date: number
  hex: string
}

/** A cue that says again what is known differs by rounding alone. */
const SAME_MS = 40
/** Other runs date the same moment otherwise, by as much as their starts were late. */
const SAME_EVENT_MS = 10_000
/** Nobody ends what was forgotten. */
const LONGEST_OPEN_MS = 4 * 3_600_000
/** How long what is over is told of, so that an end that was told late is too. */
const LINGER_MS = 10_000

/**
 * What is known of breaks after one more cue. `edge` is where the newest slot ends: what began before
 * it has been on air, and where that was is not changed any more, since players hold on to it.
 */
export function followCue(
  known: readonly FollowedBreak[],
  cue: PlacedCue,
  edge: number,
): readonly FollowedBreak[] {
  switch (cue.kind) {
    case 'out':
      return begin(known, cue, edge)
    case 'in':
      return end(known, cue)
    case 'cancel':
      return callOff(known, cue, edge)
  }
}

function begin(
  known: readonly FollowedBreak[],
  cue: PlacedCue,
  edge: number,
): readonly FollowedBreak[] {
  const { eventId, segmentType, plannedSeconds, returns, date, hex } = cue
  const before = known.findLast((one) => isOf(one, cue))
  const apart = before === undefined ? Number.POSITIVE_INFINITY : Math.abs(startOf(before) - date)
  const isOnAir = before !== undefined && startOf(before) < edge
  if (apart <= (isOnAir ? SAME_EVENT_MS : SAME_MS)) return known
  // Announced for another time: what it said before never was.
  const others = known.filter((one) => isOnAir || one !== before).map((one) => endedBy(one, cue))
  const startsAt = new Date(date).toISOString()
  const begun: FollowedBreak = {
    id: `splice-${eventId}-${startsAt.replace(/\D/g, '')}`,
    startsAt,
    out: hex,
    eventId,
    segmentType,
    returns,
    ...(plannedSeconds === null ? {} : { plannedSeconds }),
  }
  return others.length >= MOST_BREAKS ? others : [...others, begun]
}

/** What nobody has ended ends where the next of its kind begins. */
function endedBy(one: FollowedBreak, { segmentType, date }: PlacedCue): FollowedBreak {
  const isOpen = one.endsAt === undefined && !isPlanned(one) && one.segmentType === segmentType
  return isOpen && startOf(one) < date ? { ...one, endsAt: new Date(date).toISOString() } : one
}

/** Some inserters number the end of a break anew: it ends what is open. */
function end(known: readonly FollowedBreak[], cue: PlacedCue): readonly FollowedBreak[] {
  const isOpen = (one: FollowedBreak) => one.in === undefined && startOf(one) < cue.date
  const open =
    known.findLast((one) => isOf(one, cue) && isOpen(one)) ??
    known.findLast((one) => cue.segmentType === null && one.segmentType === null && isOpen(one))
  if (open === undefined) return known
  const ended = { ...open, endsAt: new Date(cue.date).toISOString(), in: cue.hex }
  return known.map((one) => (one === open ? ended : one))
}

function callOff(
  known: readonly FollowedBreak[],
  { eventId }: PlacedCue,
  edge: number,
): readonly FollowedBreak[] {
  if (!known.some((one) => one.eventId === eventId)) return known
  return known.flatMap((one) => {
    if (one.eventId !== eventId) return [one]
    if (startOf(one) >= edge) return []
    if (one.endsAt === undefined || Date.parse(one.endsAt) < edge) return [one]
    const { endsAt: _, in: __, ...open } = one
    return [open]
  })
}

function isOf(one: FollowedBreak, { eventId, segmentType }: SpliceCue): boolean {
  return one.eventId === eventId && one.segmentType === segmentType
}

/**
 * What a slot is published with: what of breaks is on air in it, was a moment ago, or is announced, and
 * the end of those of which the slot before did not tell it, however long ago that is.
 */
export function breaksOfSlot(
  known: readonly FollowedBreak[],
  { from, to }: { from: number; to: number },
  before: readonly ListedBreak[],
): ListedBreak[] {
  const isOpen = ({ id }: FollowedBreak) =>
    before.some((one) => one.id === id && one.seconds === undefined)
  const told = known.filter((one) => isOpen(one) || isFollowed(one, from))
  return told.map((one): ListedBreak => {
    const { id, startsAt, plannedSeconds, out } = one
    const until = endOf(one)
    const isOver = until <= to
    return {
      id,
      startsAt,
      out,
      ...(plannedSeconds === undefined ? {} : { plannedSeconds }),
      ...(isOver ? { seconds: (until - startOf(one)) / 1000 } : {}),
      ...(isOver && one.in !== undefined ? { in: one.in } : {}),
    }
  })
}

/** Without what was over before. */
export function stillFollowed(
  known: readonly FollowedBreak[],
  from: number,
): readonly FollowedBreak[] {
  return known.every((one) => isFollowed(one, from))
    ? known
    : known.filter((one) => isFollowed(one, from))
}

function isFollowed(one: FollowedBreak, from: number): boolean {
  return endOf(one) + LINGER_MS > from
}

function endOf(one: FollowedBreak): number {
  const { endsAt, plannedSeconds = 0 } = one
  if (endsAt !== undefined) return Date.parse(endsAt)
  return startOf(one) + (isPlanned(one) ? plannedSeconds * 1000 : LONGEST_OPEN_MS)
}

/** It ends by itself. */
function isPlanned({ plannedSeconds, returns }: FollowedBreak): boolean {
  return returns && plannedSeconds !== undefined
}

function startOf({ startsAt }: FollowedBreak): number {
  return Date.parse(startsAt)
}
