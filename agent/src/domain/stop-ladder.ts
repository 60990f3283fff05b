import type { Run } from './world.ts'

/**
 * How a process is asked to end: an FFmpeg that is blocked in a read needs a second SIGTERM, one
 * that is stopped or stuck needs SIGKILL. Each step goes to the whole process group.
 */
export const STOP_LADDER = [
  { afterMs: 0, signal: 'SIGTERM' },
  { afterMs: 1500, signal: 'SIGTERM' },
  { afterMs: 4500, signal: 'SIGKILL' },
] as const

const REPEAT_KILL_MS = 5000

export type LadderStep = { signal: 'SIGTERM' | 'SIGKILL'; at: number }

/** The next step of a run that is being stopped, due at `at`. */
export function nextLadderStep(stopping: NonNullable<Run['stopping']>): LadderStep {
  const step = STOP_LADDER[stopping.signals]
  if (step !== undefined) return { signal: step.signal, at: stopping.since + step.afterMs }
  const last = STOP_LADDER[STOP_LADDER.length - 1]
  const lastAfterMs = last === undefined ? 0 : last.afterMs
  const repeats = stopping.signals - STOP_LADDER.length + 1
  return { signal: 'SIGKILL', at: stopping.since + lastAfterMs + repeats * REPEAT_KILL_MS }
}
