import {
  degradingReason,
  type Reason,
  type SourceFacts,
  sourceWarnings,
} from '@cashbacktv/contract'
import { coresSeen } from '../admission/mean-cores.ts'
import { addCpu } from '../admission/seen-cpu.ts'
import { judgeStart, type Trouble } from '../failures/judge-start.ts'
import type { Run } from '../reconcile/world.ts'
import { judgePace } from '../runs/judge-pace.ts'
import { isSilent } from '../runs/silence.ts'
import type { Known, Noted } from './note-observations.ts'
import type { RunObservation } from './observation.ts'

/** What a run of this second is called: slow, without what it needs of its source, hard to play. */
export function noteRun({ runs, specs }: Known, seen: RunObservation): Noted {
  const run = runs.get(seen.runId)
  if (run === undefined || run.over !== null) return {}
  const spec = specs.get(run.channelId)
  const troubled = withTrouble(run, seen)
  const paced = judgePace(troubled, seen)
  const measured = withCpu(paced, seen)
  const judged = spec === undefined ? measured : withFitness(measured, seen, spec.output)
  return judged === run ? {} : { runs: [judged] }
}

/** Why a run brings nothing, as far as its log or a look at its source tells. */
function withTrouble(run: Run, seen: RunObservation): Run {
  const trouble = isSilent(run, seen.at) ? troubleOf(run, seen) : null
  if (trouble?.reason.code === run.trouble?.reason.code) return run
  return { ...run, trouble: trouble ?? undefined }
}

function troubleOf(run: Run, { logLines, sourceTrouble, at }: RunObservation): Trouble | null {
  const told = judgeStart(logLines, at - run.startedAt)
  if (told !== null || run.firstSegmentAt !== null || sourceTrouble === null) return told
  return { reason: sourceTrouble, hopeless: false }
}

/** What a run needs shows once it is on air: beginning takes more. */
function withCpu(run: Run, { cpuPercent, speed }: RunObservation): Run {
  if (run.firstSegmentAt === null || cpuPercent === null) return run
  const seenCpu = addCpu(run.seenCpu ?? null, cpuPercent, run.slowSince === null ? null : speed)
  const observedCores = coresSeen(seenCpu) ?? run.observedCores
  return { ...run, seenCpu, ...(observedCores === undefined ? {} : { observedCores }) }
}

type Output = Parameters<typeof sourceWarnings>[1]

/** Whether many players cannot play what comes of its source. */
function withFitness(run: Run, { facts }: RunObservation, output: Output): Run {
  const unfit = facts === null ? undefined : unfitness(facts, output)
  if (unfit?.code === run.unfit?.code) return run
  return { ...run, unfit: unfit ?? undefined }
}

/** The same is asked each second: it is found out once, while neither facts nor output are others. */
const found = new WeakMap<SourceFacts, { output: Output; unfit: Reason | undefined }>()

function unfitness(facts: SourceFacts, output: Output): Reason | undefined {
  const before = found.get(facts)
  if (before?.output === output) return before.unfit
  const unfit = degradingReason(sourceWarnings(facts, output)) ?? undefined
  found.set(facts, { output, unfit })
  return unfit
}
