import { z } from 'zod'
import type { VideoCodec } from './channel/output.ts'

const H264 = ['h264_nvenc', 'h264_qsv', 'h264_vaapi'] as const
const HEVC = ['hevc_nvenc', 'hevc_qsv', 'hevc_vaapi'] as const

/** Encoders of FFmpeg that run on a GPU; of those of a codec the one that is taken first at the front. */
export const GpuEncoder = z.enum([...H264, ...HEVC])
export type GpuEncoder = z.infer<typeof GpuEncoder>

/** What encodes HEVC on the CPU, by FFmpeg's name; not every FFmpeg was built with it. */
export const HEVC_ON_CPU = 'libx265'

/** The same on the same card. */
const HEVC_BESIDE: Partial<Record<GpuEncoder, GpuEncoder>> = {
  ...{ h264_nvenc: 'hevc_nvenc', h264_qsv: 'hevc_qsv', h264_vaapi: 'hevc_vaapi' },
}

/** By which way of FFmpeg it reaches its card. */
export function gpuWay(encoder: GpuEncoder): 'nvenc' | 'qsv' | 'vaapi' {
  if (encoder === 'h264_nvenc' || encoder === 'hevc_nvenc') return 'nvenc'
  return encoder === 'h264_qsv' || encoder === 'hevc_qsv' ? 'qsv' : 'vaapi'
}

export function isHevcEncoder(encoder: GpuEncoder): boolean {
  return HEVC.some((one) => one === encoder)
}

/**
 * Why an encoder does not work on a host: this FFmpeg was built without it, it refused, or it gave no
 * picture in its time.
 */
export const GpuProblem = z.object({
  code: z.enum(['not-built', 'refused', 'no-picture']),
  /** FFmpeg's own words; empty where it said nothing. */
  detail: z.string().max(300),
})
export type GpuProblem = z.infer<typeof GpuProblem>

/** What became of an encoder that was tried on a host. */
export const GpuTrial = z.object({
  encoder: GpuEncoder,
  /** Its render node; null for an encoder that finds its card by itself. */
  device: z.string().max(100).nullable(),
  /** How many ran at once; 0 where none did. */
  sessions: z.int().min(0).max(1000),
  /** Null where it works. */
  problem: GpuProblem.nullable(),
  /** Of the card, where that can be asked: free before the first, and what each took. */
  memory: z
    .object({ freeBytes: z.int().nonnegative(), sessionBytes: z.int().nonnegative() })
    .optional(),
})
export type GpuTrial = z.infer<typeof GpuTrial>

/** Where a host encodes when it does so on a GPU. */
export type Gpu = Pick<GpuTrial, 'encoder' | 'device'> & {
  /** So many at once, of both codecs together: it is the card that counts them. */
  sessions: number
  /** Its encoder of HEVC; absent where the card has none that works. */
  hevc?: GpuEncoder
}

/** Where a run encodes on a GPU. `sessions`: as many as it has renditions. */
export const RunGpu = z.object({
  encoder: GpuEncoder,
  device: z.string().max(100).nullable(),
  sessions: z.int().min(1).max(16),
})
export type RunGpu = z.infer<typeof RunGpu>

/**
 * The first encoder of H.264 that works, with no more sessions than its memory holds, and that of HEVC
 * beside it; null where none does.
 */
export function workingGpu(trials: readonly GpuTrial[] | undefined): Gpu | null {
  const works = ({ problem, sessions }: GpuTrial) => problem === null && sessions > 0
  const found = trials?.find((trial) => works(trial) && !isHevcEncoder(trial.encoder))
  if (found === undefined) return null
  const { encoder, device, sessions, memory } = found
  const held =
    memory === undefined || memory.sessionBytes === 0
      ? sessions
      : Math.floor(memory.freeBytes / memory.sessionBytes)
  const beside = trials?.find((one) => one.encoder === HEVC_BESIDE[encoder])
  const hasHevc = beside !== undefined && works(beside) && beside.device === device
  const gpu = { encoder, device, sessions: Math.max(1, Math.min(sessions, held)) }
  return hasHevc ? { ...gpu, hevc: beside.encoder } : gpu
}

/** What encodes on it; null where it does not encode that. */
export function gpuEncoderFor(
  { encoder, hevc }: Pick<Gpu, 'encoder' | 'hevc'>,
  codec: VideoCodec,
): GpuEncoder | null {
  return codec === 'hevc' ? (hevc ?? null) : encoder
}
