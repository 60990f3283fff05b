import { z } from 'zod'

/** H.264 encoders of FFmpeg that run on a GPU, the one that is taken first at the front. */
export const GpuEncoder = z.enum(['h264_nvenc', 'h264_qsv', 'h264_vaapi'])
export type GpuEncoder = z.infer<typeof GpuEncoder>

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
  /** So many at once. */
  sessions: number
}

/** Where a run encodes on a GPU. `sessions`: as many as it has renditions. */
export const RunGpu = z.object({
  encoder: GpuEncoder,
  device: z.string().max(100).nullable(),
  sessions: z.int().min(1).max(16),
})
export type RunGpu = z.infer<typeof RunGpu>

/** The first encoder that works, with no more sessions than its memory holds; null where none does. */
export function workingGpu(trials: readonly GpuTrial[] | undefined): Gpu | null {
  const found = trials?.find(({ problem, sessions }) => problem === null && sessions > 0)
  if (found === undefined) return null
  const { encoder, device, sessions, memory } = found
  const held =
    memory === undefined || memory.sessionBytes === 0
      ? sessions
      : Math.floor(memory.freeBytes / memory.sessionBytes)
  return { encoder, device, sessions: Math.max(1, Math.min(sessions, held)) }
}
