import type { Run, StopWhy } from './world.ts'

/**
 * Make before break. Of a channel's live runs at most two stay: the one on air and the one that
 * is to follow it. The old one is stopped once the new one has its first complete segment; a new
 * one that no longer fits is stopped, and what is on air is not touched.
 */
export type RunChoice = {
  stop: readonly { run: Run; why: StopWhy }[]
  /** A run that fits has to be started. */
  start: boolean
  /** The run that viewers get, or will get first. */
  current: Run | undefined
}

/** Processes of one channel that may be on their way out when another is started. */
const MAX_STOPPING = 1

export function chooseRuns(
  live: readonly Run[],
  stopping: number,
  fits: (run: Run) => boolean,
): RunChoice {
  const newestFirst = [...live].sort((a, b) => b.startedAt - a.startedAt)
  const fitting = newestFirst.find(fits)
  const onAir = newestFirst.find((run) => run.firstSegmentAt !== null)
  if (fitting !== undefined && fitting.firstSegmentAt !== null) {
    return { stop: stopOthers(live, [fitting], 'replaced'), start: false, current: fitting }
  }
  if (fitting !== undefined) {
    const keep = onAir === undefined ? [fitting] : [fitting, onAir]
    return { stop: stopOthers(live, keep, 'superseded'), start: false, current: onAir ?? fitting }
  }
  const stop = stopOthers(live, onAir === undefined ? [] : [onAir], 'superseded')
  return { stop, start: stopping + stop.length <= MAX_STOPPING, current: onAir }
}

function stopOthers(live: readonly Run[], keep: readonly Run[], why: StopWhy) {
  return live.filter((run) => !keep.includes(run)).map((run) => ({ run, why }))
}
