import { fileNumberOf } from '../cmaf/packaged-path.ts'
import type { NumberSpan } from '../playback/seal.ts'
import type { DashSlot } from './place-periods.ts'

/** Who may not watch any more can count on within such a stretch alone. */
const STRETCH_SECONDS = 30

/**
 * Which numbers the addresses of a period lead to where these are sealed: of what is over those that are
 * listed. Of what goes on all up to the end of a stretch, so that addresses are the same for all who ask for
 * the manifest within it, and caches on the way serve them. `liveTargetSeconds`: the target duration of what
 * goes on; null of what is over.
 */
export function openedNumbers(
  slots: readonly Pick<DashSlot, 'path'>[],
  liveTargetSeconds: number | null,
): NumberSpan {
  const numbers = slots.map(({ path }) => fileNumberOf(path))
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)]
  if (liveTargetSeconds === null) return { first, last }
  const stretch = Math.max(1, Math.floor(STRETCH_SECONDS / liveTargetSeconds))
  return { first: 0, last: last - (last % stretch) + stretch - 1 }
}
