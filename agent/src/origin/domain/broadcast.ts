import type { PublishedSegment, RunId } from '@cashbacktv/contract'
import { placed } from './cues/cued-window.ts'
import { moved, type Position, type RunOutput, type Taken, takeNext } from './intake.ts'
import type { SlotContent } from './ladder/slot-files.ts'
import { dueAt, FRESH_PACE, type Pace, paced, pacedBySlate } from './pacing.ts'
import { LONGEST_SECONDS } from './private-playlist.ts'
import { isEnough, returnAt, withoutLeftOvers } from './return-to-live.ts'
import { isDatedOn } from './run-dates.ts'
import { promisedSeconds } from './target-duration.ts'
import { clear, publish, type Window } from './window.ts'

/**
 * One channel on air, as a value: what is published, what waits, and the pace of it. The window is
 * all that outlives the process, so everything else can be made from it again without a segment
 * being lost or shown twice.
 */
export type Broadcast = {
  window: Window
  queue: readonly Waiting[]
  /** How far each run has been taken, the queue included. */
  taken: readonly Position[]
  pace: Pace
  /** Nothing was ever published: the first segment follows nothing. */
  brandNew: boolean
  /** The last segment said nonsense about its duration: the clock of its source has jumped. */
  jumped: boolean
}

/** `arrivedAt` is when it was complete, in milliseconds. */
export type Waiting = Taken & {
  arrivedAt: number
  /** What there is of it; absent until that was looked at. */
  slot?: SlotContent
}

export type BroadcastRules = {
  segmentSeconds: number
  windowSegments: number
  reserveSegments: number
}

export type Published = { broadcast: Broadcast; left: PublishedSegment[] }

/** Beyond the window, a burst or a short absence of ours is still published in full. */
const MOST_BEHIND = 6

/**
 * Goes on from what was last published. Where the clock was set back meanwhile nobody knows when
 * that was: the next segment is due at once rather than late.
 */
export function resumeBroadcast(window: Window, brandNew: boolean, now: number): Broadcast {
  const { lastPublishedAt, positions, segments } = window
  const isAhead = lastPublishedAt !== null && lastPublishedAt > now
  const anchor = isAhead ? now - lastSeconds(window) * 1000 : lastPublishedAt
  const pace = { ...FRESH_PACE, anchor, published: segments.length }
  return { window, queue: [], taken: positions, pace, brandNew, jumped: false }
}

/** Takes what is new of the runs; `skipped` will never be published. */
export function arrive(
  broadcast: Broadcast,
  runs: readonly RunOutput[],
  rules: BroadcastRules,
  arrivedAt: number,
): { broadcast: Broadcast; skipped: readonly Taken[] } {
  const most = rules.windowSegments + MOST_BEHIND
  const { positions, taken, skipped } = takeNext(broadcast.taken, runs, most)
  const fresh = taken.map((segment) => ({ ...segment, arrivedAt }))
  const queue = [...broadcast.queue, ...fresh]
  const next = { ...broadcast, queue, taken: positions }
  if (!isOnSlate(broadcast)) return { broadcast: next, skipped }
  const { kept, left } = withoutLeftOvers(queue, runs)
  return {
    broadcast: { ...next, queue: kept, window: passed(broadcast.window, left) },
    skipped: [...skipped, ...left],
  }
}

/** With what was found of slots; one of a ladder of which there is no picture at all is given up. */
export function withSlots(
  broadcast: Broadcast,
  found: readonly { runId: RunId; file: string; slot: SlotContent }[],
): Broadcast {
  const queue = broadcast.queue.flatMap((waiting) => {
    const { runId, file } = waiting
    const slot = found.find((one) => one.runId === runId && one.file === file)?.slot
    if (slot === undefined) return [waiting]
    const isThere = slot.ladder?.renditions.some(({ bytes }) => bytes > 0) ?? true
    return isThere ? [{ ...waiting, slot }] : []
  })
  return { ...broadcast, queue }
}

function isReady({ slot }: Waiting): boolean {
  return slot !== undefined
}

/** What was given up is not taken up again after a restart or another time off air. */
function passed(window: Window, left: readonly Taken[]): Window {
  let positions: readonly Position[] = window.positions
  for (const { runId, index } of left) positions = moved(positions, runId, index + 1)
  return positions === window.positions ? window : { ...window, positions: [...positions] }
}

/** Whether there is something of its own to show next. */
export function hasLive(broadcast: Broadcast, segmentSeconds: number): boolean {
  const { queue } = broadcast
  return isOnSlate(broadcast) ? isEnough(queue, segmentSeconds) : queue.length > 0
}

/** Something waits to be shown after a slate. */
export function isReturning(broadcast: Broadcast | null): boolean {
  return broadcast !== null && broadcast.queue.length > 0 && isOnSlate(broadcast)
}

/** When the next waiting segment is due; null when none waits that can be shown. */
export function liveDueAt(broadcast: Broadcast, rules: BroadcastRules, now: number): number | null {
  const { pace, queue, window } = broadcast
  const [first] = queue
  if (first === undefined || !isReady(first)) return null
  if (!hasLive(broadcast, rules.segmentSeconds)) return null
  const reserveMs = rules.reserveSegments * meanSeconds(window, rules.segmentSeconds) * 1000
  const due = dueAt(pace, lastSeconds(window) * 1000, reserveMs, now)
  if (!isOnSlate(broadcast)) return due
  return Math.max(due, returnAt(first.arrivedAt, rules.segmentSeconds))
}

/** Publishes the next waiting segment when it is due; null when nothing is. */
export function publishLive(
  broadcast: Broadcast,
  rules: BroadcastRules,
  now: number,
): Published | null {
  const [next, ...queue] = broadcast.queue
  const due = liveDueAt(broadcast, rules, now)
  if (next === undefined || due === null || due > now) return null
  const durations = broadcast.queue.map((waiting) => trueSeconds(waiting, rules))
  const promised = promisedSeconds(rules.segmentSeconds, durations)
  const startsAt = Number.isFinite(next.startsAt) ? next.startsAt : now
  const segment = {
    path: `${next.runId}/${next.file}`,
    ...next.slot,
    ...placed(broadcast.window, startsAt, trueSeconds(next, rules)),
    discontinuity: !broadcast.brandNew && !follows(broadcast, next),
  }
  const { window, left } = publish(broadcast.window, segment, rules.windowSegments, now, promised)
  const positions = [...moved(window.positions, next.runId, next.index + 1)]
  const pace = paced(broadcast.pace, due, next.arrivedAt, lasting(broadcast.window))
  return {
    broadcast: {
      ...broadcast,
      window: { ...window, positions, lastPublishedAt: pace.anchor },
      queue,
      pace,
      jumped: isNonsense(next),
      brandNew: false,
    },
    left,
  }
}

function trueSeconds(segment: Taken, { segmentSeconds }: BroadcastRules): number {
  return isNonsense(segment) ? segmentSeconds : segment.durationSeconds
}

function isNonsense({ durationSeconds }: Taken): boolean {
  return durationSeconds > LONGEST_SECONDS
}

/** One segment of the slate; `first` of its clip, whose timestamps begin anew. */
export type SlateSegment = SlotContent & {
  runId: RunId
  file: string
  durationSeconds: number
  first: boolean
}

/** Publishes a slate segment that was due at `due`. Its date goes on where the last segment ends. */
export function publishSlate(
  broadcast: Broadcast,
  slate: SlateSegment,
  keep: number,
  due: number,
): Published {
  const { runId, file, durationSeconds, first, ...slot } = slate
  const last = broadcast.window.segments.at(-1)
  const startsAt =
    last === undefined ? due : Date.parse(last.programDateTime) + last.durationSeconds * 1000
  const segment = {
    path: `${runId}/${file}`,
    ...slot,
    ...placed(broadcast.window, startsAt, durationSeconds),
    discontinuity: !broadcast.brandNew && (first || !isSlate(last)),
  }
  const { window, left } = publish(broadcast.window, segment, keep, due)
  const pace = pacedBySlate(broadcast.pace, due, lasting(broadcast.window))
  return { broadcast: { ...broadcast, window, pace, brandNew: false }, left }
}

/** Off air: nothing is listed and nothing waits; numbers and positions are kept. */
export function goOffAir(broadcast: Broadcast): Published {
  const { window, left } = clear(broadcast.window)
  const { positions } = window
  const fresh = { queue: [], taken: positions, pace: FRESH_PACE, jumped: false }
  return { broadcast: { ...broadcast, ...fresh, window }, left }
}

/** Runs of slates are told by their name, so that a restarted origin knows what it last showed. */
export const SLATE_RUN_PREFIX = 'slate000-'

export function isSlate(segment: PublishedSegment | undefined): boolean {
  return segment?.path.startsWith(SLATE_RUN_PREFIX) ?? false
}

/** What was published last is a slate. */
export function isOnSlate({ window }: Broadcast): boolean {
  return isSlate(window.segments.at(-1))
}

function follows({ window, jumped }: Broadcast, next: Taken): boolean {
  const last = window.segments.at(-1)
  const position = window.positions.at(-1)
  if (last === undefined || isSlate(last) || jumped) return false
  const isNext = position?.runId === next.runId && position.nextIndex === next.index
  return isNext && isDatedOn(last, next)
}

function lasting(window: Window) {
  return { durationMs: lastSeconds(window) * 1000, targetMs: window.targetDurationSeconds * 1000 }
}

function lastSeconds(window: Window): number {
  return window.segments.at(-1)?.durationSeconds ?? 0
}

function meanSeconds({ segments }: Window, otherwise: number): number {
  if (segments.length === 0) return otherwise
  return segments.reduce((sum, segment) => sum + segment.durationSeconds, 0) / segments.length
}
