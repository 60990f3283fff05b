import type { AirFile, AirObservation } from '@cashbacktv/contract'
import { type Broadcast, isOnSlate } from '../domain/broadcast.ts'
import { lastDiscontinuity } from '../domain/window.ts'

type WindowObservation = Pick<
  AirObservation,
  'showing' | 'mediaSequence' | 'segments' | 'lastDiscontinuity' | 'targetDurationSeconds'
>

/** What is listed, in figures. */
export function observeWindow(
  wish: AirFile | null,
  broadcast: Broadcast | null,
): WindowObservation {
  if (broadcast === null) return { showing: 'nothing', mediaSequence: 0, segments: 0 }
  const { window } = broadcast
  const isShown = wish?.onAir === true && window.segments.length > 0
  const shown = isOnSlate(broadcast) ? 'slate' : 'live'
  return {
    showing: isShown ? shown : 'nothing',
    mediaSequence: window.mediaSequence,
    segments: window.segments.length,
    lastDiscontinuity: lastDiscontinuity(window),
    ...(isShown || window.isPromised
      ? { targetDurationSeconds: window.targetDurationSeconds }
      : {}),
  }
}
