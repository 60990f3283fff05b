import type { AirFile, PublishedSegment } from '@cashbacktv/contract'
import { arrive, type Broadcast, isReturning, publishSlate, withSlots } from '../broadcast.ts'
import { withCues } from '../cues/cued-window.ts'
import type { PlacedCue } from '../cues/follow-breaks.ts'
import type { RunOutput } from '../intake.ts'
import { withSlot } from '../ladder/bitrates.ts'
import { filesLeft, filesOf } from '../ladder/slot-files.ts'
import { listedSeconds, type Window } from '../window.ts'
import type {
  ChannelEffect,
  ChannelObservation,
  FoundSlot,
  SeenRun,
  ShownSlate,
  Stepped,
} from './observation.ts'
import { type ChannelState, rulesOf } from './state.ts'

/** Share of a duration; segments that come sooner after each other come in bursts. */
const IN_BURST = 0.6

/** What was seen becomes what is known. */
export function noteObservation(
  state: ChannelState,
  seen: ChannelObservation,
  now: number,
): Stepped<ChannelState> {
  switch (seen.kind) {
    case 'woken':
      // Before viewers get from a slate to a run, what is known of that by now.
      return only(isReturning(state.broadcast) ? { ...state, airAt: 0, lookAt: 0 } : state)
    case 'air':
      return noteAir(state, seen.air)
    case 'resumed': {
      const { broadcast } = seen
      const bitrates = broadcast.window.segments.reduce(
        (known, slot) => withSlot(known, slot, slot.durationSeconds),
        state.bitrates,
      )
      return only({ ...state, broadcast, bitrates, written: broadcast.window })
    }
    case 'runs':
      return noteRuns(noteCues(state, seen.cues), seen.changed, now)
    case 'slots':
      return noteSlots(state, seen.found)
    case 'slate':
      return seen.shown === null ? only(state) : noteSlate(state, seen.shown, now)
    case 'clip':
      return only({ ...state, slate: { ...state.slate, clip: seen.clip } })
  }
}

function only(state: ChannelState): Stepped<ChannelState> {
  return { state, effects: [] }
}

function noteAir(state: ChannelState, air: AirFile | 'same' | 'gone'): Stepped<ChannelState> {
  if (air === 'same') return only(state)
  if (air === 'gone') {
    return { state, effects: [{ kind: 'clear', known: state.wish !== null }] }
  }
  // Off air the outputs stay until what they brought has been taken off.
  const outputs = air.onAir ? outputsOf(air, state.outputs) : state.outputs
  return only({ ...state, wish: air, lookAt: 0, outputs })
}

function outputsOf({ runs }: AirFile, before: readonly RunOutput[]): readonly RunOutput[] {
  return runs.map(({ runId, ended }) => {
    const known = before.find((run) => run.runId === runId) ?? NOTHING_YET
    return { ...known, runId, ended }
  })
}

const NOTHING_YET = { segments: [], closed: false, ladder: null }

/** Before the segments that have come with them, so that these tell of them. */
function noteCues(state: ChannelState, cues: readonly PlacedCue[]): ChannelState {
  const { broadcast } = state
  if (broadcast === null || cues.length === 0) return state
  return { ...state, broadcast: { ...broadcast, window: withCues(broadcast.window, cues) } }
}

function noteRuns(
  before: ChannelState,
  changed: readonly SeenRun[],
  now: number,
): Stepped<ChannelState> {
  const { wish, broadcast, arrivedAt } = before
  if (wish === null || broadcast === null) return only(before)
  if (changed.length === 0 && before.lookAt !== 0) return only(before)
  const outputs = before.outputs.map((run) => {
    return { ...run, ...changed.find(({ runId }) => runId === run.runId) }
  })
  // What was complete while no origin was there goes out as if one had been.
  const since = arrivedAt === 0 ? (broadcast.pace.anchor ?? now) : now
  const next = arrive(broadcast, outputs, rulesOf(wish), since)
  const state = { ...before, outputs, broadcast: next.broadcast }
  const fresh = next.broadcast.queue.filter((segment) => !broadcast.queue.includes(segment))
  const effects: ChannelEffect[] = next.skipped.flatMap((left) => {
    return filesLeft(left).map((path) => ({ kind: 'retire', path, at: now }) as const)
  })
  if (fresh.length === 0) return { state, effects }
  return {
    state: arrived(state, next.broadcast, now),
    effects: [{ kind: 'complete', segments: fresh }, ...effects],
  }
}

function noteSlots(before: ChannelState, found: readonly FoundSlot[]): Stepped<ChannelState> {
  const { broadcast } = before
  if (broadcast === null) return only(before)
  const bitrates = found.reduce(
    (known, { slot, durationSeconds }) => withSlot(known, slot, durationSeconds),
    before.bitrates,
  )
  return only({ ...before, bitrates, broadcast: withSlots(broadcast, found) })
}

function arrived(state: ChannelState, { window, queue }: Broadcast, now: number): ChannelState {
  const lastSeconds = window.segments.at(-1)?.durationSeconds ?? 0
  const inBurst = queue.length > 2 || now - state.arrivedAt < lastSeconds * IN_BURST * 1000
  return { ...state, inBurst, arrivedAt: now }
}

function noteSlate(
  state: ChannelState,
  { segment, dueAt }: ShownSlate,
  now: number,
): Stepped<ChannelState> {
  const { wish, broadcast, slate } = state
  if (wish === null || broadcast === null) return only(state)
  const next = publishSlate(broadcast, segment, wish.hls.windowSegments, dueAt)
  const { runId } = segment
  const count = slate.shown?.runId === runId ? slate.shown.count + 1 : 1
  return {
    state: { ...state, broadcast: next.broadcast, slate: { ...slate, shown: { runId, count } } },
    effects: retired(next.left, next.broadcast.window, now),
  }
}

/** RFC 8216 6.2.2: fetchable for its duration plus that of the longest playlist it was in. */
export function retired(
  left: readonly PublishedSegment[],
  window: Window,
  now: number,
): ChannelEffect[] {
  const listed = listedSeconds(window)
  return left.flatMap((segment) => {
    const at = now + (segment.durationSeconds + listed + segment.durationSeconds) * 1000
    return filesOf(segment).map((path) => ({ kind: 'retire', path, at }) as const)
  })
}
