import { forgetContent } from '../content/content-rules.ts'
import { countFailure } from '../failures/count-failure.ts'
import { giveUpOn } from '../failures/give-up-on.ts'
import { judgeRun } from '../runs/health.ts'
import { nextLadderStep } from '../runs/stop-ladder.ts'
import { refreshSources } from '../sources/sources.ts'
import { failureKeyOf, pruneAt, pruneEnded, rememberEnded } from './channel-memory.ts'
import type { ChannelPass, ChannelSituation } from './channel-pass.ts'
import { foldRules, foldSteps, type Step } from './fold-rules.ts'
import { planRuns } from './plan-runs.ts'
import { type Action, type ChannelMemory, earliest, isLive, type Run } from './world.ts'

/**
 * One channel, one pass: bury what is over, judge what runs, decide what should run. Starting is
 * only wished for here; the queue over all channels grants it.
 */
export function reconcileChannel(memory: ChannelMemory, situation: ChannelSituation): ChannelPass {
  const { spec, isUnread, wanted, runs } = situation
  const begun = foldRules(memory, situation, [
    forgetEnded,
    endUnseen,
    beginCount,
    buryEnded,
    climbLadders,
  ])
  const live = runs.filter(isLive)
  const ended = pruneAt(begun.memory)
  const pass =
    spec !== null && wanted
      ? judgeAndPlan(begun.memory, { ...situation, spec, live })
      : spec === null && isUnread
        ? leave(begun.memory, live)
        : rest(begun.memory, live)
  const wakeAt = earliest(begun.wakeAt, ended, pass.wakeAt)
  return { ...pass, actions: [...begun.actions, ...pass.actions], wakeAt }
}

/** Nothing is wanted: stop what lives and forget what was counted. */
function rest(before: ChannelMemory, live: readonly Run[]): ChannelPass {
  const memory: ChannelMemory = {
    ...before,
    failure: null,
    failureKey: '',
    encodingFailures: [],
    sources: null,
    queuedSince: null,
    lastSourceId: null,
  }
  const actions = live.map(({ runId }): Action => ({ kind: 'stop', runId, why: 'unwanted' }))
  return { memory, actions, wish: null, kept: [], fits: false, wakeAt: null }
}

/** Nothing is known of it but that it is wanted: what lives goes on as it is. */
function leave(memory: ChannelMemory, live: readonly Run[]): ChannelPass {
  return { memory, actions: [], wish: null, kept: live, fits: true, wakeAt: null }
}

type Alive = Parameters<typeof planRuns>[1]

/** Runs that bring nothing are given up; of those that are well it is decided which stay. */
function judgeAndPlan(memory: ChannelMemory, situation: Alive): ChannelPass {
  const { spec, settings, moment } = situation
  const judged = situation.live.map((run) => {
    return { run, health: judgeRun(run, spec, settings, moment.now) }
  })
  const given = foldSteps(memory, judged, (before, { run, health }): Step => {
    if ('lookAgainAt' in health) return { memory: before, wakeAt: health.lookAgainAt }
    return giveUpOn(before, situation, run, health)
  })
  const live = judged.filter(({ health }) => 'lookAgainAt' in health).map(({ run }) => run)
  const plan = planRuns(given.memory, { ...situation, live })
  const wakeAt = earliest(given.wakeAt, plan.wakeAt)
  return { ...plan, actions: [...given.actions, ...plan.actions], wakeAt }
}

function endUnseen(memory: ChannelMemory, { spec, wanted, moment }: ChannelSituation): Step {
  return forgetContent(memory, { spec, wanted, moment })
}

function forgetEnded(memory: ChannelMemory, { moment }: ChannelSituation): Step {
  return { memory: pruneEnded(memory, moment.now) }
}

/** An edit or a restart asked for begins a new count of failures, another list a new one of sources. */
function beginCount(memory: ChannelMemory, { spec, wanted, moment }: ChannelSituation): Step {
  if (spec === null || !wanted) return { memory }
  const failureKey = failureKeyOf(spec, moment)
  const sources = refreshSources(memory.sources, spec)
  const edited = memory.failureKey !== failureKey
  if (!edited && memory.sources === sources) return { memory }
  const counted = edited ? { failure: null, encodingFailures: [] } : {}
  return { memory: { ...memory, failureKey, sources, ...counted } }
}

function buryEnded(memory: ChannelMemory, situation: ChannelSituation): Step {
  return foldSteps(memory, situation.runs, (before, run) => {
    return run.over === null ? { memory: before } : bury(before, situation, run, run.over)
  })
}

function bury(
  before: ChannelMemory,
  situation: ChannelSituation,
  run: Run,
  { reason }: NonNullable<Run['over']>,
): Step {
  const { spec, wanted, moment } = situation
  const buried: Action = { kind: 'bury', runId: run.runId }
  const memory =
    run.firstSegmentAt === null
      ? before
      : rememberEnded(before, { runId: run.runId, at: moment.now })
  if (run.stopping !== null || !wanted || spec === null) return { memory, actions: [buried] }
  const counted = countFailure(memory, { ...situation, spec }, run, reason)
  return { ...counted, actions: [buried, ...(counted.actions ?? [])] }
}

function climbLadders(memory: ChannelMemory, { runs, moment }: ChannelSituation): Step {
  return foldSteps(memory, runs, (same, { runId, stopping, over, pid }) => {
    if (stopping === null || over !== null || pid === null) return { memory: same }
    const { at, signal } = nextLadderStep(stopping)
    const actions: Action[] = at <= moment.now ? [{ kind: 'signal', runId, signal }] : []
    return { memory: same, actions, wakeAt: at }
  })
}
