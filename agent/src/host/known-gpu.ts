import { GpuTrial } from '@cashbacktv/contract'
import { z } from 'zod'
import { readJson, writeJson } from '../files/json-file.ts'
import type { Log } from '../ports.ts'

const GpuFile = z.object({ bootId: z.string(), trials: z.array(GpuTrial) })

type Options = {
  file: string
  bootId: string
  log: Log
  ask(): Promise<GpuTrial[]>
}

/**
 * What works on the GPUs of this host: counted once a boot, while no channel of ours has a session yet.
 * An agent that starts again beside its channels would find the sessions that they hold missing. What
 * does not work is tried by each agent.
 */
export async function knownGpu({ file, bootId, log, ask }: Options): Promise<GpuTrial[]> {
  const kept = readJson(file, GpuFile)
  if (kept.kind === 'ok' && kept.value.bootId === bootId) return kept.value.trials
  const trials = await ask()
  const works = trials.find(({ problem }) => problem === null)
  if (works === undefined) return trials
  log.info({ encoder: works.encoder, sessions: works.sessions }, 'A GPU encodes on this host')
  try {
    writeJson(file, { bootId, trials })
  } catch (error) {
    log.warn({ why: String(error) }, 'What the GPU of this host can do was not kept')
  }
  return trials
}
