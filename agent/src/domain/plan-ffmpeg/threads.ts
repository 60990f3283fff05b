import type { VideoCodec } from '@cashbacktv/contract'
import type { Frame } from './plan-input.ts'

export type Threads = { decoder: number; encoder: number }

/**
 * Threads by the pixels of a second. Each thread more costs CPU and memory, so a picture gets as few
 * as keep pace on a core a third as fast as the one measured: 720p25 one, 1080p30 two encoding
 * ones. A step more is taken where speed was seen to fall below 0.98.
 */
export function threadsFor(
  frame: Frame | null,
  rate: number,
  step: number,
  codec: VideoCodec = 'h264',
): Threads {
  const base = codec === 'hevc' ? hevcThreads(frame, rate) : baseThreads(frame, rate)
  return {
    decoder: Math.min(4, base.decoder + Math.ceil(step / 2)),
    encoder: Math.min(16, base.encoder + step),
  }
}

function baseThreads(frame: Frame | null, rate: number): Threads {
  if (!frame) return { decoder: 1, encoder: 2 }
  const megapixels = (frame.width * frame.height * rate) / 1e6
  if (megapixels <= 28) return { decoder: 1, encoder: 1 }
  if (megapixels <= 65) return { decoder: 1, encoder: 2 }
  if (megapixels <= 130) return { decoder: 2, encoder: 3 }
  return { decoder: 4, encoder: 6 }
}

/** Measured at the default speed: 720p25 takes a core of the same machine, 1080p30 nearly three. */
const HEVC_THREADS = [
  { megapixels: 12, encoder: 1 },
  { megapixels: 28, encoder: 2 },
  { megapixels: 65, encoder: 4 },
  { megapixels: 130, encoder: 8 },
]
const MOST_HEVC_THREADS = 12

function hevcThreads(frame: Frame | null, rate: number): Threads {
  const { decoder } = baseThreads(frame, rate)
  if (!frame) return { decoder, encoder: 3 }
  const megapixels = (frame.width * frame.height * rate) / 1e6
  const found = HEVC_THREADS.find((one) => megapixels <= one.megapixels)
  return { decoder, encoder: found?.encoder ?? MOST_HEVC_THREADS }
}
