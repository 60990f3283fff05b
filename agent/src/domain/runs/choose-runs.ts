import type { Run, StopWhy } from '../reconcile/world.ts'

/**
 * Make before break, where the source lets two read it. Of a channel's live runs at most two stay: the one on air and the one that
 * is to follow it. The old one is stopped once the new one has its first complete segment; a new
 * one that no longer fits is stopped, and what is on air is not touched. Where `mustYield` says so
 * the old one goes first, and viewers have the reserve and then the slate in between.
 */
export type RunChoice = {
  stop: readonly { run: Run; why: StopWhy }[]
  /** A run that fits has to be started. */
  start: boolean
  /** The run that fits. */
  next: Run | undefined
}

/** Processes of one channel that may be on their way out when another is started. */
const MAX_STOPPING = 1

export function chooseRuns(
  live: readonly Run[],
  stopping: number,
  fits: (run: Run) => boolean,
  mustYield: (next: Run, onAir: Run) => boolean,
): RunChoice {
  const newestFirst = [...live].sort((a, b) => b.startedAt - a.startedAt)
  const fitting = newestFirst.find(fits)
  const onAir = newestFirst.find((run) => run.firstSegmentAt !== null)
  if (fitting !== undefined && fitting.firstSegmentAt !== null) {
    return { stop: stopOthers(live, [fitting], 'replaced'), start: false, next: fitting }
  }
  if (fitting !== undefined) {
    const yields = onAir !== undefined && mustYield(fitting, onAir)
    const keep = onAir === undefined || yields ? [fitting] : [fitting, onAir]
    const stop = stopOthers(live, keep, yields ? 'replaced' : 'superseded')
    return { stop, start: false, next: fitting }
  }
  const stop = stopOthers(live, onAir === undefined ? [] : [onAir], 'superseded')
  return { stop, start: stopping + stop.length <= MAX_STOPPING, next: undefined }
}

function stopOthers(live: readonly Run[], keep: readonly Run[], why: StopWhy) {
  return live.filter((run) => !keep.includes(run)).map((run) => ({ run, why }))
}
