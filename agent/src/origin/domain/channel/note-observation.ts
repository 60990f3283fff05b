import type { AirFile, PublishedSegment } from '@cashbacktv/contract'
import { arrive, type Broadcast, isReturning, publishSlate } from '../broadcast.ts'
import type { RunOutput } from '../intake.ts'
import { listedSeconds, type Window } from '../window.ts'
import type {
  ChannelEffect,
  ChannelObservation,
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
      return only({ ...state, broadcast, written: broadcast.window })
    }
    case 'runs':
      return noteRuns(state, seen.changed, now)
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
    const { segments, closed } = before.find((run) => run.runId === runId) ?? NOTHING_YET
    return { runId, ended, segments, closed }
  })
}

const NOTHING_YET = { segments: [], closed: false }

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
  const effects: ChannelEffect[] = next.skipped.map(({ runId, file }) => {
    return { kind: 'retire', path: `${runId}/${file}`, at: now }
  })
  if (fresh.length === 0) return { state, effects }
  return {
    state: arrived(state, next.broadcast, now),
    effects: [{ kind: 'keep-audio', segments: fresh }, ...effects],
  }
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
  return left.map(({ path, durationSeconds }) => {
    return { kind: 'retire', path, at: now + (durationSeconds + listed + durationSeconds) * 1000 }
  })
}
