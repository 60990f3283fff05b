import { z } from 'zod'
import { VideoCodec } from '../channel/output.ts'

const H264 = ['h264_nvenc', 'h264_qsv', 'h264_vaapi'] as const
const HEVC = ['hevc_nvenc', 'hevc_qsv', 'hevc_vaapi'] as const

/**
 * What names a card to other releases: those of before HEVC refuse a message, and a file, that has
 * another name in such a place.
 */
const H264GpuEncoder = z.enum(H264)
type H264GpuEncoder = z.infer<typeof H264GpuEncoder>
const HevcGpuEncoder = z.enum(HEVC)

/** Encoders of FFmpeg that run on a GPU; of those of a codec the one that is taken first at the front. */
export const GpuEncoder = z.enum([...H264, ...HEVC])
export type GpuEncoder = z.infer<typeof GpuEncoder>

/** What encodes HEVC on the CPU, by FFmpeg's name; not every FFmpeg was built with it. */
export const HEVC_ON_CPU = 'libx265'

/** The same on the same card. */
const HEVC_BESIDE: Record<H264GpuEncoder, GpuEncoder> = {
  h264_nvenc: 'hevc_nvenc',
  h264_qsv: 'hevc_qsv',
  h264_vaapi: 'hevc_vaapi',
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

/** Trials of some encoders. A later release may try others: those are left out, the rest stands. */
function trialsOf(encoders: typeof H264GpuEncoder | typeof HevcGpuEncoder) {
  return z
    .array(GpuTrial.extend({ encoder: z.string().max(64) }))
    .max(64)
    .transform((trials) =>
      trials.flatMap((trial): GpuTrial[] => {
        const { success, data } = encoders.safeParse(trial.encoder)
        return success ? [{ ...trial, encoder: data }] : []
      }),
    )
    .pipe(z.array(GpuTrial))
}

/** Of each encoder of H.264 that would run on a GPU. */
export const H264Trials = trialsOf(H264GpuEncoder)
/** Of each of HEVC, beside those of H.264: an older reader does not see them. */
export const HevcTrials = trialsOf(HevcGpuEncoder)

/** The trials of a host, as they are told and kept. */
type TrialsByCodec = { gpu?: GpuTrial[] | undefined; gpuHevc?: GpuTrial[] | undefined }

export function trialsByCodec(trials: readonly GpuTrial[]): Required<TrialsByCodec> {
  const isHevc = ({ encoder }: GpuTrial) => isHevcEncoder(encoder)
  return { gpu: trials.filter((one) => !isHevc(one)), gpuHevc: trials.filter(isHevc) }
}

/** Of both codecs; none of an agent that told none. */
export function allTrials({ gpu = [], gpuHevc = [] }: TrialsByCodec): GpuTrial[] {
  return [...gpu, ...gpuHevc]
}

/** Where a host encodes when it does so on a GPU. */
export type Gpu = Pick<GpuTrial, 'device'> & {
  encoder: H264GpuEncoder
  /** So many at once, of both codecs together: it is the card that counts them. */
  sessions: number
  /** Its encoder of HEVC; absent where the card has none that works. */
  hevc?: GpuEncoder
}

/** Where a run encodes on a GPU. `sessions`: as many as it has renditions. */
export const RunGpu = z.object({
  /** Of H.264 on its card, whatever the run encodes: so an older agent adopts it too. */
  encoder: H264GpuEncoder,
  device: z.string().max(100).nullable(),
  sessions: z.int().min(1).max(16),
  /** Absent for H.264. */
  codec: VideoCodec.optional(),
})
export type RunGpu = z.infer<typeof RunGpu>

/** What a run encodes by. */
export function runEncoder({ encoder, codec }: Pick<RunGpu, 'encoder' | 'codec'>): GpuEncoder {
  return codec === 'hevc' ? HEVC_BESIDE[encoder] : encoder
}

function works({ problem, sessions }: GpuTrial): boolean {
  return problem === null && sessions > 0
}

function isOfH264AndWorks(trial: GpuTrial): trial is GpuTrial & { encoder: H264GpuEncoder } {
  return works(trial) && !isHevcEncoder(trial.encoder)
}

/**
 * The first encoder of H.264 that works, with no more sessions than its memory holds, and that of HEVC
 * beside it; null where none does.
 */
export function workingGpu(trials: readonly GpuTrial[]): Gpu | null {
  const found = trials.find(isOfH264AndWorks)
  if (found === undefined) return null
  const { encoder, device, sessions, memory } = found
  const held =
    memory === undefined || memory.sessionBytes === 0
      ? sessions
      : Math.floor(memory.freeBytes / memory.sessionBytes)
  const beside = trials.find((one) => one.encoder === HEVC_BESIDE[encoder])
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
