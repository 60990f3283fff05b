import type { ChannelSpec, Reason } from '@cashbacktv/contract'
import { NOTHING_MISSED } from '../admission/gpu-room.ts'
import type { ChannelSituation } from '../reconcile/channel-pass.ts'
import type { Step } from '../reconcile/fold-rules.ts'
import type { Action, ChannelMemory, Run } from '../reconcile/world.ts'
import { admitsMany, admitsOne } from '../runs/switch-over.ts'
import { judgeEnd } from './judge-end.ts'
import { noteFailure } from './note-failure.ts'

type Wanted = ChannelSituation & { spec: ChannelSpec }

/** What is of our own making is learned from and not counted, nor is what an older wish came to. */
export function countFailure(
  before: ChannelMemory,
  situation: Wanted,
  run: Run,
  reason: Reason,
): Step {
  const { spec, readers, settings, moment } = situation
  const { learns, excused } = judgeEnd(run, reason, readers, spec.hls.segmentSeconds, moment.now)
  const actions: Action[] = []
  if (learns === 'one') actions.push(...admitsOne(run, readers))
  if (learns === 'many') actions.push(...admitsMany(run, readers))
  if (excused !== null) return { memory: { ...before, pauseUntil: excused.retryAt }, actions }
  if (!isOfToday(run, situation)) return { memory: before, actions }
  const memory = isGpuAtFault(run, reason) ? refused(before, moment.now) : before
  const noted = noteFailure(memory, spec, run.sourceId, reason, settings, moment)
  return { memory: noted.memory, actions: [...actions, ...noted.actions] }
}

function refused(memory: ChannelMemory, refusedAt: number): ChannelMemory {
  return { ...memory, gpu: { ...(memory.gpu ?? NOTHING_MISSED), refusedAt } }
}

/**
 * Whether a run on a GPU ended for what the CPU may do better: the card refused it, or something of the
 * host did not suffice, or its output could not begin.
 */
function isGpuAtFault({ gpu }: Run, { class: kind, code }: Reason): boolean {
  return gpu !== undefined && (kind === 'resource' || code === 'output-refused')
}

/** A run of an older wish that ends says nothing about the present one. */
function isOfToday(run: Run, { spec, moment }: Wanted): boolean {
  const source = spec.sources.find((candidate) => candidate.id === run.sourceId)
  if (source === undefined) return false
  return (
    run.fingerprint === moment.fingerprint(spec, source) &&
    run.restartGeneration >= spec.restartGeneration
  )
}
