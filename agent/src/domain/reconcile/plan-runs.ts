import type { ChannelSpec, ContentKind, Source, SourceId } from '@cashbacktv/contract'
import { contentKindOf } from '../content/content-reason.ts'
import { askOtherSource } from '../content/content-rules.ts'
import { chooseRuns, type RunChoice } from '../runs/choose-runs.ts'
import { strainedAt } from '../runs/health.ts'
import { mustYield, settleReaders } from '../runs/switch-over.ts'
import { considerThreadStep } from '../runs/thread-step.ts'
import { considerReturn, forgive } from '../sources/sources.ts'
import { withFailure } from './channel-memory.ts'
import type { ChannelPass, WantedSituation } from './channel-pass.ts'
import { foldRules, type Step } from './fold-rules.ts'
import { wishStart } from './wish-start.ts'
import { type Action, type ChannelMemory, earliest, type Run } from './world.ts'

type Chosen = WantedSituation & {
  choice: RunChoice
  /** Live runs that stay, and the one of them that is as is wanted. */
  kept: readonly Run[]
  fitting: Run | undefined
}

/** The channel is wanted: which run fits, which must go, and whether one has to be started. */
export function planRuns(before: ChannelMemory, situation: WantedSituation): ChannelPass {
  const ready = foldRules(before, situation, [returnToFirst, askOtherSource, raiseThreads])
  const chosen = choose(ready.memory, situation)
  const settled = foldRules(ready.memory, chosen, [stopOthers, recover, awaitStrain])
  const source = activeSource(settled.memory, situation.spec)
  const wished = chosen.choice.start ? wishStart(settled.memory, situation, source) : null
  return {
    memory: wished?.memory ?? settled.memory,
    actions: [...ready.actions, ...settled.actions],
    wish: wished?.wish ?? null,
    kept: chosen.kept,
    fits: chosen.fitting !== undefined,
    wakeAt: earliest(ready.wakeAt, settled.wakeAt, wished?.wakeAt ?? null),
  }
}

function choose(memory: ChannelMemory, situation: WantedSituation): Chosen {
  const { live, runs, readers } = situation
  const fits = fitsOf(memory, situation)
  const stopping = runs.filter((run) => run.over === null && !live.includes(run)).length
  const choice = chooseRuns(live, stopping, fits, (next, onAir) => mustYield(next, onAir, readers))
  const kept = live.filter((run) => !choice.stop.some((gone) => gone.run === run))
  return { ...situation, choice, kept, fitting: kept.find(fits) }
}

/** What a run has to be so that none has to follow it. */
function fitsOf(memory: ChannelMemory, { spec, moment }: WantedSituation): (run: Run) => boolean {
  const print = moment.fingerprint(spec, activeSource(memory, spec))
  return (run) =>
    run.fingerprint === print &&
    run.restartGeneration >= spec.restartGeneration &&
    run.threadStep >= memory.threadStep &&
    run.audioTrouble !== 'out-of-step' &&
    run.outdated !== true
}

function activeSource(memory: ChannelMemory, spec: ChannelSpec): Source {
  const active = spec.sources.find((source) => source.id === memory.sources?.activeId)
  const source = active ?? spec.sources[0]
  if (source === undefined) throw new Error(`Channel ${spec.id} has no source.`)
  return source
}

function returnToFirst(memory: ChannelMemory, situation: WantedSituation): Step {
  const { spec, settings, moment, live } = situation
  const onAir = live.some((run) => run.firstSegmentAt !== null)
  if (memory.sources === null || !onAir) return { memory }
  const { sources, probe, wakeAt } = considerReturn(memory.sources, spec, settings, moment.now)
  const actions =
    probe === null ? [] : [askFirst(spec, probe, contentKindOf(memory.sources.leftFor))]
  return { memory: sources === memory.sources ? memory : { ...memory, sources }, actions, wakeAt }
}

/** One that was left for what it showed has to show something else; of another it is enough that it sends. */
function askFirst(spec: ChannelSpec, sourceId: SourceId, leftFor: ContentKind | null): Action {
  const asked = { channelId: spec.id, sourceId }
  if (leftFor === null) return { kind: 'probe-source', ...asked }
  return { kind: 'ask-content', ...asked, about: [leftFor] }
}

function raiseThreads(memory: ChannelMemory, situation: WantedSituation): Step {
  const { spec, moment, live } = situation
  const fitting = live.find(fitsOf(memory, situation))
  const raised = considerThreadStep(memory, spec, fitting, moment.now)
  const { threadStep, threadStepAt, wakeAt } = raised
  if (threadStep === memory.threadStep) return { memory, wakeAt }
  return { memory: { ...memory, threadStep, threadStepAt }, wakeAt }
}

/** What a switch has shown of the source is learned before what was on air is stopped. */
function stopOthers(memory: ChannelMemory, { choice, spec, readers }: Chosen): Step {
  const learned = choice.stop.flatMap(({ run, why }) => {
    return why === 'replaced' ? settleReaders(spec, choice.next, run, readers) : []
  })
  const stops = choice.stop.map(({ run, why }): Action => ({ kind: 'stop', runId: run.runId, why }))
  return { memory, actions: [...learned, ...stops] }
}

/** A run that has been healthy for long enough ends the count of failures. */
function recover(memory: ChannelMemory, { settings, moment, fitting }: Chosen): Step {
  const { failure, sources } = memory
  if (fitting === undefined || fitting.firstSegmentAt === null) return { memory }
  if (failure === null && sources?.health[fitting.sourceId] === undefined) return { memory }
  const healthyAt = fitting.firstSegmentAt + settings.healthyResetSeconds * 1000
  if (moment.now < healthyAt) return { memory, wakeAt: healthyAt }
  const well = withFailure(memory, null)
  if (sources === null) return { memory: well }
  return { memory: { ...well, sources: forgive(sources, fitting.sourceId) } }
}

function awaitStrain(memory: ChannelMemory, { kept, moment }: Chosen): Step {
  const instants = kept.map(strainedAt).filter((at) => at !== null && at > moment.now)
  return { memory, wakeAt: earliest(...instants) }
}
