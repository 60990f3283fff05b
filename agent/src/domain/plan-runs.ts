import type { ChannelSpec, HostSettings, Source, SourceId } from '@cashbacktv/contract'
import { withFailure } from './channel-memory.ts'
import type { ChannelInput, ChannelPass, Draft, WishedStart } from './channel-pass.ts'
import { AUDIO_MISSING } from './failures/classify-exit-rules.ts'
import { startManner } from './failures/needs-look.ts'
import { chooseRuns } from './runs/choose-runs.ts'
import { strainedAt } from './runs/health.ts'
import { mustYield, settleReaders } from './runs/switch-over.ts'
import { considerThreadStep } from './runs/thread-step.ts'
import { readerKey, runsOn, SOURCE_IN_USE } from './sources/source-readers.ts'
import { considerReturn, forgive } from './sources/sources.ts'
import { type ChannelMemory, earliest, type Run } from './world.ts'

/** The channel is wanted: which run fits, which must go, and whether one has to be started. */
export function planRuns(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  live: readonly Run[],
): ChannelPass {
  const { moment, settings, runs, readers } = input
  considerSources(draft, spec, settings, moment.now, live)
  const source = activeSource(draft.memory, spec)
  const print = moment.fingerprint(spec, source)
  const stopping = runs.filter((run) => run.over === null && !live.includes(run)).length
  const fits = (run: Run) =>
    run.fingerprint === print &&
    run.restartGeneration >= spec.restartGeneration &&
    run.threadStep >= draft.memory.threadStep &&
    run.sound !== 'out-of-step' &&
    run.outdated !== true
  considerThreads(draft, spec, live.find(fits), moment.now)
  const choice = chooseRuns(live, stopping, fits, (next, onAir) => mustYield(next, onAir, readers))
  for (const { run, why } of choice.stop) {
    if (why === 'replaced') settleReaders(draft, spec, choice.next, run, readers)
  }
  for (const { run, why } of choice.stop) {
    draft.actions.push({ kind: 'stop', runId: run.runId, why })
  }
  const kept = live.filter((run) => !choice.stop.some((gone) => gone.run === run))
  considerRecovery(draft, settings, moment.now, kept.find(fits))
  for (const run of kept) draft.wakeAt = earliest(draft.wakeAt, future(strainedAt(run), moment.now))
  const silent = lacksSound(draft.memory, source.id, live)
  const wish = choice.start ? wishStart(draft, input, spec, source, print, silent) : null
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

/**
 * Whether a source is read without its sound: it announces some and sends none, and FFmpeg cannot
 * begin with what it knows nothing of. The origin fills it in; another run follows when it is back.
 */
function lacksSound({ failure, lastSourceId }: ChannelMemory, id: SourceId, live: readonly Run[]) {
  const runs = live.filter((run) => run.sourceId === id)
  if (runs.some((run) => run.sound === 'out-of-step')) return false
  if (runs.some((run) => run.sound === 'missing')) return true
  return failure?.reason.code === AUDIO_MISSING && lastSourceId === id
}

/** A source that another channel had is tried as soon as that one has let it go. */
function whenToTry(
  { failure, pauseUntil }: ChannelMemory,
  key: string,
  { readers, moment: { now } }: ChannelInput,
): { nextTryAt: number | null } {
  if (failure === null) return { nextTryAt: pauseUntil ?? now }
  const isFree = runsOn(key, readers.runs).length === 0
  if (failure.mode === 'retry' && failure.reason.code === SOURCE_IN_USE && isFree) {
    return { nextTryAt: now }
  }
  const { nextTryAt } = failure
  return { nextTryAt: nextTryAt === null ? null : Math.max(nextTryAt, pauseUntil ?? nextTryAt) }
}

function wishStart(
  draft: Draft,
  input: ChannelInput,
  spec: ChannelSpec,
  source: Source,
  fingerprint: string,
  silent: boolean,
): WishedStart | null {
  const { now, random } = input.moment
  const { id: sourceId, url } = source
  const key = readerKey(url)
  const { nextTryAt } = whenToTry(draft.memory, key, input)
  if (nextTryAt === null || nextTryAt > now) {
    draft.wakeAt = earliest(draft.wakeAt, nextTryAt)
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
    start: {
      ...{ kind: 'start', channelId, sourceId, fingerprint, restartGeneration, threadStep },
      ...{ readerKey: key, spec, source },
      ...(silent ? { withoutSound: true } : {}),
      ...startManner(draft.memory.failure, silent),
    },
  }
}

function future(at: number | null, now: number): number | null {
  return at !== null && at > now ? at : null
}
