import type { ChannelSpec } from '@cashbacktv/contract'
import type { ChannelMemory, Run } from '../reconcile/world.ts'

/**
 * An encoder that is busy and yet slower than real time gets one more step of threads with its
 * next run. Rarely, because each step is a new process.
 */
const SLOW_FOR_MS = 10_000
const RAISE_EVERY_MS = 600_000
const MAX_STEP = 3

export type ThreadStep = { threadStep: number; threadStepAt: number | null; wakeAt: number | null }

export function considerThreadStep(
  memory: Pick<ChannelMemory, 'threadStep' | 'threadStepAt'>,
  spec: ChannelSpec,
  run: Run | undefined,
  now: number,
): ThreadStep {
  const same = { threadStep: memory.threadStep, threadStepAt: memory.threadStepAt, wakeAt: null }
  const automatic = spec.output.mode === 'transcode' && spec.output.encoding.threads === 'auto'
  if (!automatic || run === undefined || run.slowSince === null) return same
  if (memory.threadStep >= MAX_STEP || run.threadStep < memory.threadStep) return same
  const due = Math.max(
    run.slowSince + SLOW_FOR_MS,
    (memory.threadStepAt ?? Number.NEGATIVE_INFINITY) + RAISE_EVERY_MS,
  )
  if (due > now) return { ...same, wakeAt: due }
  return { threadStep: memory.threadStep + 1, threadStepAt: now, wakeAt: null }
}
