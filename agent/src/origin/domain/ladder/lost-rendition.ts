import type { RunId } from '@cashbacktv/contract'
import type { Window } from '../window.ts'

/** With fewer it may have come late, or with the end of its run not at all. */
const LEAST_SLOTS = 2

/**
 * The run on air whose newest slots lack a rendition; null of none. What an output has ended for does not come
 * back in its run: FFmpeg 5.1 that cannot write one ends the others two segments later.
 */
export function runWithoutRendition({ segments, positions }: Window): RunId | null {
  const runId = positions.at(-1)?.runId ?? null
  const newest = segments.slice(-LEAST_SLOTS)
  const lacking = newest.filter(({ path, ladder }) => {
    return path.startsWith(`${runId}/`) && ladder?.renditions.some(({ bytes }) => bytes === 0)
  })
  return lacking.length === LEAST_SLOTS ? runId : null
}
