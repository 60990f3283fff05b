/**
 * How fast a run has been over the last seconds. FFmpeg's own figure is an average since its
 * start: after hours it no longer shows that an encoder has fallen behind, and at first it is many
 * thousand times real time.
 */
export type Pace = readonly PacePoint[]
export type PacePoint = { at: number; outTimeMs: number }

const WINDOW_MS = 10_000
const ENOUGH_MS = 3_000

export function addPoint(pace: Pace, point: PacePoint): Pace {
  const last = pace[pace.length - 1]
  if (last !== undefined && point.outTimeMs < last.outTimeMs) return [point]
  const firstKept = pace.findIndex((known) => point.at - known.at <= WINDOW_MS)
  return [...(firstKept === -1 ? [] : pace.slice(firstKept)), point]
}

/** Null until enough has been seen. 1.0 is real time. */
export function paceSpeed(pace: Pace): number | null {
  const first = pace[0]
  const last = pace[pace.length - 1]
  if (first === undefined || last === undefined || last.at - first.at < ENOUGH_MS) return null
  return (last.outTimeMs - first.outTimeMs) / (last.at - first.at)
}
