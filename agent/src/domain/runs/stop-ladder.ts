import type { Run } from '../reconcile/world.ts'

/**
 * How a process is asked to end: an FFmpeg that is blocked in a read needs a second SIGTERM, one
 * that is stopped or stuck needs SIGKILL. Each step goes to the whole process group.
 */
const STOP_LADDER = [
  { waitMs: 0, signal: 'SIGTERM' },
  { waitMs: 1500, signal: 'SIGTERM' },
  { waitMs: 3000, signal: 'SIGKILL' },
] as const

const AGAIN = { waitMs: 5000, signal: 'SIGKILL' } as const

export type LadderStep = { signal: 'SIGTERM' | 'SIGKILL'; at: number }

/**
 * The next step of a run that is being stopped, due at `at`. Each has its time after the one before,
 * so that a supervisor that was held up does not climb the whole ladder at once.
 */
export function nextLadderStep(
  stopping: Pick<NonNullable<Run['stopping']>, 'signals' | 'signalledAt'>,
): LadderStep {
  const { waitMs, signal } = STOP_LADDER[stopping.signals] ?? AGAIN
  return { signal, at: stopping.signalledAt + waitMs }
}
