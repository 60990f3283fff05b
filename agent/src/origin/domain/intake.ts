import type { RunId } from '@cashbacktv/contract'
import type { ListedSegment } from './private-playlist.ts'

/**
 * Which complete segments come next, over all runs that are to be on air. Runs follow each other in
 * their order: a later run takes over with its first complete segment, and what an ended run had
 * completed before that is still taken.
 */
export type RunOutput = { runId: RunId; ended: boolean; segments: readonly ListedSegment[] }

/** How far the intake has come: the run it takes from and the index it expects there. */
export type Cursor = { runId: RunId; nextIndex: number }

export type Taken = ListedSegment & { runId: RunId; discontinuity: boolean }

/** More than this behind its run's newest segment, the intake goes to the live edge instead. */
export function takeNext(
  cursor: Cursor | null,
  runs: readonly RunOutput[],
  mostBehind: number,
): { cursor: Cursor | null; taken: Taken[] } {
  const taken: Taken[] = []
  let at = cursor
  const from = runs.findIndex((run) => run.runId === cursor?.runId)
  const later = from === -1 ? runs.filter((run) => !isOver(run, cursor)) : runs.slice(from)
  for (const run of later) {
    const isCurrent = run.runId === at?.runId
    if (!isCurrent && run.segments.length === 0) continue
    // An earlier run that is still alive is only left for one that has something to show.
    if (isCurrent && !run.ended && successorReady(run, runs)) continue
    const fresh = freshSegments(run, isCurrent ? (at?.nextIndex ?? 0) : 0, mostBehind)
    for (const segment of fresh) {
      const follows = at !== null && run.runId === at.runId && segment.index === at.nextIndex
      taken.push({ ...segment, runId: run.runId, discontinuity: !follows })
      at = { runId: run.runId, nextIndex: segment.index + 1 }
    }
  }
  return { cursor: at, taken }
}

/** Run ids begin with the time: an ended run older than the last one taken from has had its turn. */
function isOver(run: RunOutput, cursor: Cursor | null): boolean {
  return cursor !== null && run.ended && run.runId < cursor.runId
}

function successorReady(run: RunOutput, runs: readonly RunOutput[]): boolean {
  return runs.slice(runs.indexOf(run) + 1).some((later) => later.segments.length > 0)
}

function freshSegments(run: RunOutput, nextIndex: number, mostBehind: number): ListedSegment[] {
  const fresh = run.segments.filter((segment) => segment.index >= nextIndex)
  return fresh.length > mostBehind ? fresh.slice(-mostBehind) : fresh
}
