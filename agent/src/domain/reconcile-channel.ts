import type { ChannelSpec, HostSettings, SourceId } from '@cashbacktv/contract'
import { failureKeyOf, pruneAt, pruneEnded, rememberEnded, withFailure } from './channel-memory.ts'
import { chooseRuns } from './choose-runs.ts'
import { judgeRun, strainedAt } from './health.ts'
import { noteFailure } from './note-failure.ts'
import { considerReturn, forgive, refreshSources } from './sources.ts'
import type { StartWish } from './start-queue.ts'
import { nextLadderStep } from './stop-ladder.ts'
import { considerThreadStep } from './thread-step.ts'
import {
  type Action,
  type ChannelMemory,
  earliest,
  isLive,
  type Moment,
  type Run,
  reasonOf,
} from './world.ts'

/**
 * One channel, one pass: bury what is over, judge what runs, decide what should run. Starting is
 * only wished for here; the queue over all channels grants it.
 */
export type ChannelInput = {
  spec: ChannelSpec | null
  wanted: boolean
  memory: ChannelMemory
  runs: readonly Run[]
  settings: HostSettings
  moment: Moment
}

export type WishedStart = StartWish & { start: Extract<Action, { kind: 'start' }> }

export type ChannelPass = {
  memory: ChannelMemory
  actions: readonly Action[]
  wish: WishedStart | null
  /** Live runs that stay. */
  kept: readonly Run[]
  /** One of them is what the wish asks for. */
  fits: boolean
  wakeAt: number | null
}

type Draft = { memory: ChannelMemory; actions: Action[]; wakeAt: number | null }

export function reconcileChannel(input: ChannelInput): ChannelPass {
  const { spec, wanted, runs, moment } = input
  const draft: Draft = { memory: pruneEnded(input.memory, moment.now), actions: [], wakeAt: null }
  if (spec !== null && wanted) begin(draft, spec, moment)
  absorbEnded(draft, input)
  climbLadders(draft, runs, moment.now)
  draft.wakeAt = earliest(draft.wakeAt, pruneAt(draft.memory))
  const live = runs.filter(isLive)
  if (spec === null || !wanted) return rest(draft, live)
  const healthy = judgeAll(draft, input, spec, live)
  return steer(draft, input, spec, healthy)
}

/** Nothing is wanted: stop what lives and forget what was counted. */
function rest(draft: Draft, live: readonly Run[]): ChannelPass {
  for (const run of live) draft.actions.push({ kind: 'stop', runId: run.runId, why: 'unwanted' })
  const memory: ChannelMemory = {
    ...draft.memory,
    failure: null,
    failureKey: '',
    encodingFailures: [],
    sources: null,
    queuedSince: null,
    lastSourceId: null,
  }
  const { actions, wakeAt } = draft
  return { memory, actions, wish: null, kept: [], fits: false, wakeAt }
}

function begin(draft: Draft, spec: ChannelSpec, moment: Moment): void {
  const failureKey = failureKeyOf(spec, moment)
  const sources = refreshSources(draft.memory.sources, spec)
  if (draft.memory.failureKey === failureKey && draft.memory.sources === sources) return
  const edited = draft.memory.failureKey !== failureKey
  draft.memory = {
    ...draft.memory,
    failureKey,
    sources,
    failure: edited ? null : draft.memory.failure,
    encodingFailures: edited ? [] : draft.memory.encodingFailures,
  }
}

function absorbEnded(draft: Draft, input: ChannelInput): void {
  for (const run of input.runs) {
    if (run.over === null) continue
    draft.actions.push({ kind: 'bury', runId: run.runId })
    if (run.firstSegmentAt !== null) {
      draft.memory = rememberEnded(draft.memory, { runId: run.runId, at: input.moment.now })
    }
    if (run.stopping === null && input.wanted && input.spec !== null && isOfToday(run, input)) {
      fail(draft, input, input.spec, run.sourceId, run.over.reason)
    }
  }
}

/** A run of an older wish that ends says nothing about the present one. */
function isOfToday(run: Run, input: ChannelInput): boolean {
  const { spec, moment } = input
  const source = spec?.sources.find((candidate) => candidate.id === run.sourceId)
  if (spec === null || source === undefined) return false
  return (
    run.fingerprint === moment.fingerprint(spec, source) &&
    run.restartGeneration >= spec.restartGeneration
  )
}

function climbLadders(draft: Draft, runs: readonly Run[], now: number): void {
  for (const run of runs) {
    if (run.stopping === null || run.over !== null || run.pid === null) continue
    const step = nextLadderStep(run.stopping)
    if (step.at <= now) {
      draft.actions.push({ kind: 'signal', runId: run.runId, signal: step.signal })
    }
    draft.wakeAt = earliest(draft.wakeAt, step.at)
  }
}

function judgeAll(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  live: readonly Run[],
): readonly Run[] {
  return live.filter((run) => {
    const health = judgeRun(run, spec, input.settings, input.moment.now)
    if (health.kind === 'stalled' || health.kind === 'no-start') {
      giveUpOn(draft, input, spec, run, health)
      return false
    }
    draft.wakeAt = earliest(draft.wakeAt, health.lookAgainAt)
    return true
  })
}

function giveUpOn(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  run: Run,
  health: { kind: 'stalled'; silentSeconds: number } | { kind: 'no-start'; waitedSeconds: number },
): void {
  const silentSeconds = health.kind === 'stalled' ? health.silentSeconds : health.waitedSeconds
  const { channelId, runId } = run
  draft.actions.push({
    kind: 'say',
    happening: { kind: 'stalled', channelId, runId, silentSeconds },
  })
  draft.actions.push({ kind: 'stop', runId, why: health.kind })
  const seconds = Math.round(silentSeconds)
  const reason =
    health.kind === 'stalled'
      ? reasonOf('network', 'stalled', `No new segment for ${seconds} s; started again.`)
      : reasonOf(
          'network',
          'no-first-segment',
          `The source brought no segment within ${seconds} s.`,
        )
  fail(draft, input, spec, run.sourceId, reason)
}

function fail(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  sourceId: SourceId,
  reason: Parameters<typeof noteFailure>[3],
): void {
  const noted = noteFailure(draft.memory, spec, sourceId, reason, input.settings, input.moment)
  draft.memory = noted.memory
  draft.actions.push(...noted.actions)
}

/** The channel is wanted: which run fits, which must go, and whether one has to be started. */
function steer(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  live: readonly Run[],
): ChannelPass {
  const { moment, settings, runs } = input
  considerSources(draft, spec, settings, moment.now, live)
  const source = activeSource(draft.memory, spec)
  const print = moment.fingerprint(spec, source)
  const stopping = runs.filter((run) => run.over === null && !live.includes(run)).length
  const fits = (run: Run) =>
    run.fingerprint === print &&
    run.restartGeneration >= spec.restartGeneration &&
    run.threadStep >= draft.memory.threadStep
  considerThreads(draft, spec, live.find(fits), moment.now)
  const choice = chooseRuns(live, stopping, fits)
  for (const { run, why } of choice.stop) {
    draft.actions.push({ kind: 'stop', runId: run.runId, why })
  }
  const kept = live.filter((run) => !choice.stop.some((gone) => gone.run === run))
  considerRecovery(draft, settings, moment.now, kept.find(fits))
  for (const run of kept) draft.wakeAt = earliest(draft.wakeAt, future(strainedAt(run), moment.now))
  const wish = choice.start ? wishStart(draft, input, spec, source.id, print) : null
  const { memory, actions, wakeAt } = draft
  return { memory, actions, wish, kept, fits: kept.some(fits), wakeAt }
}

function activeSource(memory: ChannelMemory, spec: ChannelSpec) {
  const active = spec.sources.find((source) => source.id === memory.sources?.activeId)
  const source = active ?? spec.sources[0]
  if (source === undefined) throw new Error(`Channel ${spec.id} has no source.`)
  return source
}

function considerSources(
  draft: Draft,
  spec: ChannelSpec,
  settings: HostSettings,
  now: number,
  live: readonly Run[],
): void {
  const onAir = live.some((run) => run.firstSegmentAt !== null)
  if (draft.memory.sources === null || !onAir) return
  const step = considerReturn(draft.memory.sources, spec, settings, now)
  draft.memory = { ...draft.memory, sources: step.sources }
  draft.wakeAt = earliest(draft.wakeAt, step.wakeAt)
  if (step.probe !== null) {
    draft.actions.push({ kind: 'probe-source', channelId: spec.id, sourceId: step.probe })
  }
}

function considerThreads(
  draft: Draft,
  spec: ChannelSpec,
  current: Run | undefined,
  now: number,
): void {
  const { threadStep, threadStepAt, wakeAt } = considerThreadStep(draft.memory, spec, current, now)
  draft.wakeAt = earliest(draft.wakeAt, wakeAt)
  if (threadStep !== draft.memory.threadStep) {
    draft.memory = { ...draft.memory, threadStep, threadStepAt }
  }
}

/** A run that has been healthy for long enough ends the count of failures. */
function considerRecovery(
  draft: Draft,
  settings: HostSettings,
  now: number,
  fitting: Run | undefined,
): void {
  const since = fitting?.firstSegmentAt
  const { failure, sources } = draft.memory
  if (fitting === undefined || since === undefined || since === null) return
  if (failure === null && sources?.health[fitting.sourceId] === undefined) return
  const healthyAt = since + settings.healthyResetSeconds * 1000
  if (now < healthyAt) {
    draft.wakeAt = earliest(draft.wakeAt, healthyAt)
    return
  }
  draft.memory = withFailure(draft.memory, null)
  if (sources !== null) {
    draft.memory = { ...draft.memory, sources: forgive(sources, fitting.sourceId) }
  }
}

function wishStart(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  sourceId: SourceId,
  fingerprint: string,
): WishedStart | null {
  const { failure } = draft.memory
  const { now, random } = input.moment
  if (failure !== null && (failure.nextTryAt === null || failure.nextTryAt > now)) {
    draft.wakeAt = earliest(draft.wakeAt, failure.nextTryAt)
    return null
  }
  if (draft.memory.queuedSince === null) {
    draft.memory = { ...draft.memory, queuedSince: now, queueRank: random() }
  }
  const { restartGeneration, priority, id: channelId } = spec
  const { queueRank: rank, threadStep } = draft.memory
  return {
    channelId,
    priority,
    queuedSince: draft.memory.queuedSince ?? now,
    rank,
    start: { kind: 'start', channelId, sourceId, fingerprint, restartGeneration, threadStep },
  }
}

function future(at: number | null, now: number): number | null {
  return at !== null && at > now ? at : null
}
