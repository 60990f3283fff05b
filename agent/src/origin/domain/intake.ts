import type { LadderFile, RunId } from '@cashbacktv/contract'
import type { ListedSegment } from './private-playlist.ts'

/**
 * Which complete segments come next, over all runs that are to be on air. Runs follow each other in
 * their order: a later run takes over with its first complete segment, and what an ended run had
 * completed before that is still taken. What was once taken of a run is never taken again, in
 * whatever order the runs are named later.
 */
export type RunOutput = {
  runId: RunId
  /** By the word of the supervisor. */
  ended: boolean
  /** By its own playlist, which says so with the last segment. */
  closed: boolean
  /** What it puts out; null for one rendition, in its own folder. */
  ladder: LadderFile | null
  /** Of a ladder, its complete slots. */
  segments: readonly ListedSegment[]
}

/** The segment expected next of one run. */
export type Position = { runId: RunId; nextIndex: number }

export type Taken = ListedSegment & { runId: RunId; ladder: LadderFile | null }

export type Intake = {
  /** The run last taken from is the last one. */
  positions: readonly Position[]
  taken: Taken[]
  /** Complete segments that will never be published. */
  skipped: Taken[]
}

/** Runs remembered: far more than can be named to be on air at once. */
const MOST_POSITIONS = 64

/** More than `mostBehind` segments behind its newest, a run is joined at the live edge instead. */
export function takeNext(
  positions: readonly Position[],
  runs: readonly RunOutput[],
  mostBehind: number,
): Intake {
  const last = positions.at(-1)?.runId
  const current = runs.findIndex((run) => run.runId === last)
  const intake: Intake = { positions, taken: [], skipped: [] }
  for (const [at, run] of runs.entries()) {
    // A run before the current one has had its turn. Run ids begin with their time.
    if (at < current || (current === -1 && run.ended && run.runId < (last ?? ''))) continue
    const fresh = freshOf(run, intake.positions)
    const replaced = !run.ended && runs.slice(at + 1).some((later) => hasFresh(later, positions))
    const left = replaced ? fresh.length : Math.max(0, fresh.length - mostBehind)
    intake.skipped.push(...fresh.slice(0, left))
    intake.taken.push(...fresh.slice(left))
    const newest = fresh.at(-1)
    if (newest !== undefined) {
      intake.positions = moved(intake.positions, run.runId, newest.index + 1)
    }
  }
  return intake
}

/** The positions after all that the runs have completed, none of it taken. */
export function passedOver(runs: readonly RunOutput[]): Position[] {
  return runs.flatMap(({ runId, segments }) => {
    const newest = segments.at(-1)
    return newest === undefined ? [] : [{ runId, nextIndex: newest.index + 1 }]
  })
}

/** Few of many: they are the last ones. */
function freshOf({ runId, ladder, segments }: RunOutput, positions: readonly Position[]): Taken[] {
  const from = positions.find((position) => position.runId === runId)?.nextIndex ?? 0
  const taken = segments.findLastIndex(({ index }) => index < from)
  return segments.slice(taken + 1).map((segment) => ({ ...segment, runId, ladder }))
}

function hasFresh(run: RunOutput, positions: readonly Position[]): boolean {
  const from = positions.find((position) => position.runId === run.runId)?.nextIndex ?? 0
  return (run.segments.at(-1)?.index ?? -1) >= from
}

/** The positions after the run was taken from up to `nextIndex`. */
export function moved(
  positions: readonly Position[],
  runId: RunId,
  nextIndex: number,
): readonly Position[] {
  const others = positions.filter((position) => position.runId !== runId)
  return [...others.slice(1 - MOST_POSITIONS), { runId, nextIndex }]
}
