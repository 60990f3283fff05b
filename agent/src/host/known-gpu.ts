import { GpuEncoder, GpuTrial } from '@cashbacktv/contract'
import { z } from 'zod'
import { readJson, writeJson } from '../files/json-file.ts'
import type { Log } from '../ports.ts'

const GpuFile = z.object({ bootId: z.string(), card: z.string(), trials: z.array(GpuTrial) })

type Options = {
  file: string
  bootId: string
  /** The cards and drivers of the host. */
  card: string
  log: Log
  /** `counted`: what was counted on these cards before. */
  ask(counted: readonly GpuTrial[]): Promise<GpuTrial[]>
}

/**
 * What works on the GPUs of this host. An agent that starts again beside its channels would find the
 * sessions that they hold missing, so what worked is asked once a boot. It is counted once for a card
 * and its driver, as channels have to wait for that. What does not work is tried by each agent.
 */
export async function knownGpu({ file, bootId, card, log, ask }: Options): Promise<GpuTrial[]> {
  const read = readJson(file, GpuFile)
  const kept = read.kind === 'ok' ? read.value : null
  const isOfBoot = kept?.bootId === bootId
  const tried = new Set(isOfBoot ? kept.trials.map(({ encoder }) => encoder) : [])
  if (isOfBoot && GpuEncoder.options.every((one) => tried.has(one))) return kept.trials
  const asked = await ask(kept?.card === card ? kept.trials : [])
  // An older agent did not try all there are; what it found while nothing ran stands.
  const later = asked.filter(({ encoder }) => !tried.has(encoder))
  const trials = isOfBoot ? [...kept.trials, ...later] : asked
  const works = trials.find(({ problem }) => problem === null)
  if (works === undefined) return trials
  log.info({ encoder: works.encoder, sessions: works.sessions }, 'A GPU encodes on this host')
  try {
    writeJson(file, { bootId, card, trials })
  } catch (error) {
    log.warn({ why: String(error) }, 'What the GPU of this host can do was not kept')
  }
  return trials
}
