import {
  type ChannelNeed,
  type ChannelSpec,
  type Gpu,
  gpuEncoderFor,
  type Message,
  messageOf,
  type VideoCodec,
} from '@cashbacktv/contract'

/** What a start that is to be encoded on a GPU asks of it. */
export type GpuWish = {
  /** It is encoded there or not at all. */
  mustHave: boolean
  codec: VideoCodec
  /** One a rendition. */
  sessions: number
  /** Of its own among those that are held: kept for it, or of the run that it is to follow. */
  own: number
  /** Of runs of its own that are on their way out. */
  leaving: number
  /** What it needs where it is encoded on the CPU instead. */
  needOnCpu: ChannelNeed
  /** It was refused a while ago. */
  isBarred: boolean
}

/** What is remembered of a channel that a GPU was to encode. */
export type GpuMemory = {
  /** When it was refused last, by a clock that never jumps. */
  refusedAt: number | null
  /** It was said that it is encoded on the CPU instead. */
  isMissed: boolean
}

export const NOTHING_MISSED: GpuMemory = { refusedAt: null, isMissed: false }

/** Where a start is encoded, or for want of what it cannot be yet. `missed`: it was to have the GPU. */
export type GpuAnswer =
  | { kind: 'gpu' }
  | { kind: 'cpu'; missed: Message | null }
  | { kind: 'wait'; lack: Message }
  /** A run of its own is about to let go of what it needs. */
  | { kind: 'soon' }

export type GpuRoom = { gpu: Pick<Gpu, 'sessions' | 'encoder' | 'hevc'> | null; held: number }

/** The renditions of a channel that asks for a GPU; null for one that does not. */
export function gpuSessionsOf({ output }: Pick<ChannelSpec, 'output'>): number | null {
  const asks = output.mode === 'transcode' && (output.encoder ?? 'cpu') !== 'cpu'
  return asks ? output.renditions.length : null
}

/**
 * A card refuses a session beyond those it has, whoever asks: they are never promised twice. `follows`:
 * the run before holds its own until this one is on air.
 */
export function answerGpu(wish: GpuWish, { gpu, held }: GpuRoom, follows: boolean): GpuAnswer {
  const lack = lackOf(wish, { gpu, held }, follows)
  if (lack === null) return { kind: 'gpu' }
  const later = { ...wish, own: wish.own + wish.leaving }
  if (wish.leaving > 0 && lackOf(later, { gpu, held }, false) === null) return { kind: 'soon' }
  if (wish.mustHave) return { kind: 'wait', lack }
  // That there is no GPU at all is nothing to be told of each start.
  return { kind: 'cpu', missed: gpu === null ? null : lack }
}

/** Whether the sessions would do once the run before has ended. */
export function wouldFitAfter(wish: GpuWish, room: GpuRoom): boolean {
  return lackOf(wish, room, false) === null
}

function lackOf(wish: GpuWish, { gpu, held }: GpuRoom, follows: boolean): Message | null {
  if (gpu === null) return messageOf('room-gpu-none')
  if (gpuEncoderFor(gpu, wish.codec) === null) return messageOf('room-gpu-no-hevc')
  if (wish.isBarred && !wish.mustHave) return messageOf('room-gpu-refused')
  const free = Math.max(0, gpu.sessions - held + (follows ? 0 : wish.own))
  if (wish.sessions <= free) return null
  return messageOf('room-gpu-sessions', { needed: wish.sessions, free, usable: gpu.sessions })
}
