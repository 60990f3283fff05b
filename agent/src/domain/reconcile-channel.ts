import type { ChannelSpec, Reason } from '@cashbacktv/contract'
import { failureKeyOf, pruneAt, pruneEnded, rememberEnded } from './channel-memory.ts'
import type { ChannelInput, ChannelPass, Draft } from './channel-pass.ts'
import { judgeEnd } from './failures/judge-end.ts'
import { noteFailure } from './failures/note-failure.ts'
import { planRuns } from './plan-runs.ts'
import { type Health, judgeRun } from './runs/health.ts'
import { nextLadderStep } from './runs/stop-ladder.ts'
import { learnMany, learnOne } from './runs/switch-over.ts'
import { refreshSources } from './sources/sources.ts'
import { type ChannelMemory, earliest, isLive, type Moment, type Run, reasonOf } from './world.ts'

/**
 * One channel, one pass: bury what is over, judge what runs, decide what should run. Starting is
 * only wished for here; the queue over all channels grants it.
 */
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
  return planRuns(draft, input, spec, healthy)
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
    if (run.stopping === null && input.wanted && input.spec !== null) {
      fail(draft, input, input.spec, run, run.over.reason)
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
    if ('lookAgainAt' in health) {
      draft.wakeAt = earliest(draft.wakeAt, health.lookAgainAt)
      return true
    }
    giveUpOn(draft, input, spec, run, health)
    return false
  })
}

type Sickness = Exclude<Health, { lookAgainAt: number }>

function giveUpOn(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  run: Run,
  sickness: Sickness,
): void {
  const { channelId, runId } = run
  if (sickness.kind !== 'too-large') {
    const silentSeconds =
      sickness.kind === 'stalled' ? sickness.silentSeconds : sickness.waitedSeconds
    draft.actions.push({
      kind: 'say',
      happening: { kind: 'stalled', channelId, runId, silentSeconds },
    })
  }
  draft.actions.push({ kind: 'stop', runId, why: sickness.kind })
  fail(draft, input, spec, run, run.trouble?.reason ?? reasonFor(sickness))
}

function reasonFor(sickness: Sickness): Reason {
  switch (sickness.kind) {
    case 'stalled': {
      const seconds = Math.round(sickness.silentSeconds)
      return reasonOf('network', 'stalled', `No new segment for ${seconds} s; started again.`)
    }
    case 'no-start': {
      const seconds = Math.round(sickness.waitedSeconds)
      const message = `The source brought no segment within ${seconds} s.`
      return reasonOf('network', 'no-first-segment', message)
    }
    case 'too-large': {
      const [held, quota] = [megabytes(sickness.heldBytes), megabytes(sickness.quotaBytes)]
      const message = `The media folder is nearly full and this channel holds ${held} MB of it, where a channel may hold ${quota} MB. Lower its bitrate or give MEDIA_DIR a larger place.`
      return reasonOf('resource', 'media-quota', message)
    }
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000)
}

/** What is of our own making is learned from and not counted, nor is what an older wish came to. */
function fail(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  run: Run,
  reason: Reason,
): void {
  const { readers, moment } = input
  const { learns, excused } = judgeEnd(run, reason, readers, spec.hls.segmentSeconds, moment.now)
  if (learns === 'one') learnOne(draft, run, readers)
  if (learns === 'many') learnMany(draft, run, readers)
  if (excused !== null) draft.memory = { ...draft.memory, pauseUntil: excused.retryAt }
  if (excused !== null || !isOfToday(run, input)) return
  const { sourceId } = run
  const noted = noteFailure(draft.memory, spec, sourceId, reason, input.settings, input.moment)
  draft.memory = noted.memory
  draft.actions.push(...noted.actions)
}
