import type { AirFile } from '@cashbacktv/contract'
import { type Broadcast, goOffAir, liveDueAt, publishLive } from '../broadcast.ts'
import { IDLE_MS, nextLookAt } from '../next-look.ts'
import { slateWish, slateWishKey } from '../slate-wish.ts'
import type { Window } from '../window.ts'
import { nextSlate, slateDue } from './next-slate.ts'
import { noteObservation, retired } from './note-observation.ts'
import type { ChannelEffect, ChannelObservation, Stepped } from './observation.ts'
import { type ChannelState, rulesOf } from './state.ts'

/** A new wish for what is on air shows with the first segment of a new run at the earliest. */
const AIR_MS = 1000
/**
 * With a look at the runs it is looked at so much sooner: a turn of its own costs more. Nearly always, so
 * that the two fall into step.
 */
const AIR_EARLY_MS = 700

/** When a channel wants its next step, in milliseconds, and whether a viewer waits for that. */
export type Step = Stepped<ChannelState> & { nextAt: number; hurried: boolean }

/**
 * One channel, one step: what was seen becomes what is known, then what is due is done or asked for.
 * Effects that answer do so to the next step, which is taken at once.
 */
export function step(
  before: ChannelState,
  observations: readonly ChannelObservation[],
  now: number,
): Step {
  let state = before
  const effects: ChannelEffect[] = []
  for (const seen of observations) {
    const noted = noteObservation(state, seen, now)
    state = noted.state
    effects.push(...noted.effects)
  }
  const done = isGone(observations) ? nothing(state, now) : goOn(state, observations, now)
  return { ...done, effects: [...effects, ...done.effects] }
}

function isGone(observations: readonly ChannelObservation[]): boolean {
  return observations.some((seen) => seen.kind === 'air' && seen.air === 'gone')
}

function nothing(state: ChannelState, now: number): Step {
  return { state, effects: [], nextAt: now + IDLE_MS, hurried: false }
}

function goOn(state: ChannelState, seen: readonly ChannelObservation[], now: number): Step {
  const { wish, broadcast } = state
  if (isAirDue(state, now)) {
    const airAt = now + (wish?.onAir === true ? AIR_MS : IDLE_MS)
    return asks({ ...state, airAt }, { kind: 'look-at-air' }, now)
  }
  if (wish === null) return nothing(state, now)
  if (broadcast === null) return asks(state, { kind: 'resume', air: wish }, now)
  if (!wish.onAir) return restOffAir(state, broadcast, now)
  return publishDue({ ...state, wish, broadcast }, seen, now)
}

function isAirDue({ wish, airAt, lookAt }: ChannelState, now: number): boolean {
  // What has just been said has the runs looked at, at 0.
  const isTurnOfRuns = wish?.onAir === true && lookAt > 0 && now >= lookAt
  return now >= (isTurnOfRuns ? airAt - AIR_EARLY_MS : airAt)
}

function asks(state: ChannelState, effect: ChannelEffect, now: number): Step {
  return { ...nothing(state, now), effects: [effect] }
}

/** Nothing is listed any more, and what was is there for those who still read it. */
function restOffAir(before: ChannelState, broadcast: Broadcast, now: number): Step {
  const { airAt: nextAt, outputs } = before
  const isListed = broadcast.window.segments.length > 0
  if (!isListed && outputs.length === 0) {
    return { state: before, effects: [], nextAt, hurried: false }
  }
  const next = goOffAir(broadcast)
  const { window } = next.broadcast
  return {
    state: { ...before, broadcast: next.broadcast, outputs: [], written: window },
    effects: [
      ...retired(next.left, broadcast.window, now),
      { kind: 'off-air' },
      { kind: 'write', window },
    ],
    nextAt,
    hurried: false,
  }
}

type OnAir = ChannelState & { wish: AirFile; broadcast: Broadcast }

/** Publishes what waits and is due, and a slate where nothing does. */
function publishDue(before: OnAir, seen: readonly ChannelObservation[], now: number): Step {
  const hasLooked = seen.some(({ kind }) => kind === 'runs')
  if (now >= before.lookAt && !hasLooked) {
    const runIds = before.outputs.map(({ runId }) => runId)
    const hasCues = before.wish.cues !== 'off'
    return asks(before, { kind: 'look-at-runs', runIds, hasCues }, now)
  }
  const live = publishWaiting(before, now)
  const hasNews = hasLooked || seen.some(({ kind }) => kind === 'slots')
  const state = hasNews ? lookedAt(live.state, now) : live.state
  const isStuck = seen.some((one) => one.kind === 'slate' && one.shown === null)
  const slate = isStuck ? null : nextSlate(state.wish, state.broadcast, state.slate, now)
  if (slate !== null) {
    const shown = asks(state, { kind: 'show-slate', slate }, now)
    return { ...shown, effects: [...live.effects, ...shown.effects] }
  }
  const written = writeDown(state)
  const nextAt = Math.min(state.airAt, state.lookAt, dueAt(state, now))
  const effects = [...live.effects, ...written.effects]
  return { state: written.state, effects, nextAt, hurried: state.impatient }
}

function publishWaiting(before: OnAir, now: number): Stepped<OnAir> {
  const rules = rulesOf(before.wish)
  const effects: ChannelEffect[] = []
  let { broadcast } = before
  for (;;) {
    const next = publishLive(broadcast, rules, now)
    if (next === null) break
    broadcast = next.broadcast
    effects.push(...retired(next.left, broadcast.window, now))
  }
  return { state: broadcast === before.broadcast ? before : { ...before, broadcast }, effects }
}

/** When the runs are looked at next. */
function lookedAt(state: OnAir, now: number): OnAir {
  const { outputs, broadcast, arrivedAt, inBurst } = state
  const { segments } = broadcast.window
  const isAwaited = outputs.some((run) => !run.ended && run.segments.length === 0)
  const impatient = isAwaited || segments.length === 0
  const lastDurationSeconds = segments.at(-1)?.durationSeconds ?? 0
  const lookAt = nextLookAt({ now, impatient, arrivedAt, inBurst, lastDurationSeconds })
  return { ...state, impatient, lookAt }
}

/** A window that has changed is written down, and a clip asked for that is like what it shows. */
function writeDown(state: OnAir): Stepped<ChannelState> {
  const { wish, written, broadcast, slate } = state
  const { window } = broadcast
  if (window === written) return { state, effects: [] }
  const effects: ChannelEffect[] = [
    ...raised(written, window),
    { kind: 'write', window },
    { kind: 'archive', window, isOnlyRecorded: wish.dvrWindowSeconds === 0 },
  ]
  const clip = slateWish(wish, window)
  const preparedFor = clip === null ? slate.preparedFor : slateWishKey(clip)
  if (clip === null || preparedFor === slate.preparedFor) {
    return { state: { ...state, written: window }, effects }
  }
  effects.push({ kind: 'prepare-slate', wish: clip })
  return { state: { ...state, written: window, slate: { ...slate, preparedFor } }, effects }
}

function raised(before: Window | null, { targetDurationSeconds: to }: Window): ChannelEffect[] {
  const from = before?.targetDurationSeconds ?? to
  if (to <= from || before?.segments.length === 0) return []
  return [{ kind: 'tell-raised', from, to }]
}

function dueAt({ wish, broadcast, slate }: OnAir, now: number): number {
  const due = liveDueAt(broadcast, rulesOf(wish), now) ?? slateDue(wish, broadcast, slate)
  return due ?? Number.POSITIVE_INFINITY
}
