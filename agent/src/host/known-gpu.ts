import {
  allTrials,
  GpuEncoder,
  type GpuTrial,
  H264Trials,
  HevcTrials,
  trialsByCodec,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { readJson, writeJson } from '../files/json-file.ts'
import type { Log } from '../ports.ts'

const GpuFile = z.object({
  bootId: z.string(),
  card: z.string(),
  /** Of H.264: an agent of before HEVC takes no others here. */
  trials: H264Trials,
  gpuHevc: HevcTrials.optional(),
})

type Options = {
  file: string
  bootId: string
  /** The cards and drivers of the host. */
  card: string
  log: Log
  /**
   * Answers for all encoders. `counted`: what was counted on these cards before. `standing`: what was
   * found since the host booted and stays as it was found.
   */
  ask(counted: readonly GpuTrial[], standing: readonly GpuTrial[]): Promise<GpuTrial[]>
}

/**
 * What works on the GPUs of this host. An agent that starts again beside its channels would find the
 * sessions that they hold missing, so what worked is asked once a boot. It is counted once for a card
 * and its driver, as channels have to wait for that. What does not work is tried by each agent, but for
 * what FFmpeg was built without.
 */
export async function knownGpu({ file, bootId, card, log, ask }: Options): Promise<GpuTrial[]> {
  const read = readJson(file, GpuFile)
  const kept = read.kind === 'ok' ? read.value : null
  const before = kept === null ? [] : allTrials({ gpu: kept.trials, gpuHevc: kept.gpuHevc })
  const standing = kept?.bootId === bootId ? before.filter(isSettled) : []
  if (GpuEncoder.options.every((one) => standing.some(({ encoder }) => encoder === one)))
    return before
  const trials = await ask(kept?.card === card ? before : [], standing)
  const works = trials.find(({ problem }) => problem === null)
  if (works === undefined) return trials
  log.info({ encoder: works.encoder, sessions: works.sessions }, 'A GPU encodes on this host')
  try {
    const { gpu, gpuHevc } = trialsByCodec(trials)
    writeJson(file, { bootId, card, trials: gpu, gpuHevc })
  } catch (error) {
    log.warn({ why: String(error) }, 'What the GPU of this host can do was not kept')
  }
  return trials
}

/** One that was refused, or took too long, may have found all sessions held. */
function isSettled({ problem }: GpuTrial): boolean {
  return problem === null || problem.code === 'not-built'
}
