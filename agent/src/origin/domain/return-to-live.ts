import type { RunOutput, Taken } from './intake.ts'

/**
 * When viewers of a slate see their channel again: with a segment of a run that goes on. What a run
 * leaves behind at its end would be half a second of picture between two slates, so it is given up.
 * FFmpeg says with its last segment that it was the last one; where it does not, a run is known to
 * be over only later, so that a short segment waits for the next and any other a moment.
 */

/** Share of a segment's usual duration from which one alone is enough to return with. */
const ENOUGH = 0.75
/** Share of it for which a segment waits for the word that its run is over. */
const MOMENT = 0.15

/** The queue without what runs have left behind that are over. */
export function withoutLeftOvers<S extends Taken>(
  queue: readonly S[],
  runs: readonly RunOutput[],
): { kept: readonly S[]; left: readonly S[] } {
  const living = new Set(runs.filter(({ ended, closed }) => !ended && !closed).map(runIdOf))
  const kept = queue.filter(({ runId }) => living.has(runId))
  if (kept.length === queue.length) return { kept: queue, left: [] }
  return { kept, left: queue.filter(({ runId }) => !living.has(runId)) }
}

/** Whether what waits is enough to return with. */
export function isEnough(queue: readonly Taken[], segmentSeconds: number): boolean {
  const [first, second] = queue
  if (first === undefined) return false
  return second !== undefined || first.durationSeconds >= segmentSeconds * ENOUGH
}

/** Milliseconds at which a segment that came at `arrivedAt` can be returned with at the earliest. */
export function returnAt(arrivedAt: number, segmentSeconds: number): number {
  return arrivedAt + segmentSeconds * MOMENT * 1000
}

function runIdOf({ runId }: RunOutput) {
  return runId
}
