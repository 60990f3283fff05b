import { encodedAs, type Gpu, gpuEncoderFor, reasonOf } from '@cashbacktv/contract'
import type { Admission } from '../admission/admission.ts'
import { gpuSessionsOf, NOTHING_MISSED } from '../admission/gpu-room.ts'
import type { Action, ChannelMemory, StartAction } from '../reconcile/world.ts'

/** A start with the sessions that it was given of the GPU of its host. */
export function placedOnGpu(
  start: StartAction,
  verdict: Admission | null,
  gpu: Gpu | null,
): StartAction {
  const sessions = gpuSessionsOf(start.spec)
  if (verdict?.kind !== 'start' || !verdict.isOnGpu || gpu === null || sessions === null)
    return start
  const codec = encodedAs(start.spec.output) ?? 'h264'
  if (gpuEncoderFor(gpu, codec) === null) return start
  const { encoder, device } = gpu
  const place = { encoder, device, sessions }
  return { ...start, gpu: codec === 'h264' ? place : { ...place, codec } }
}

/** That it is on the CPU although it was to have the GPU of its host is said once, until it has it. */
export function noteEncoder(
  memory: ChannelMemory,
  { spec }: StartAction,
  verdict: Admission | null,
): { memory: ChannelMemory; actions: readonly Action[] } {
  const before = memory.gpu ?? NOTHING_MISSED
  const missed = verdict?.kind === 'start' ? verdict.missedGpu : null
  const isMissed = missed !== null
  if (isMissed === before.isMissed) return { memory, actions: [] }
  const noted = { ...memory, gpu: { ...before, isMissed } }
  if (missed === null) return { memory: noted, actions: [] }
  const reason = reasonOf('resource', 'gpu-passed-over', { name: spec.name, lack: missed })
  return {
    memory: noted,
    actions: [{ kind: 'say', happening: { kind: 'host-notice', reason } }],
  }
}
