import type { PublishedSegment } from '@cashbacktv/contract'
import type { IFrames, PictureShape } from '../ladder/multivariant.ts'

/**
 * What a multivariant playlist says of the pictures to seek by of the slots that theirs lists: the most
 * bits a second that one of them is, over the time until the next. Null where there are none.
 */
export function iFramesOf<Slot extends PublishedSegment>(
  slots: readonly Slot[],
  shapeOf: (newest: Slot) => PictureShape | null,
): IFrames | null {
  let newest: Slot | null = null
  let peak = 0
  for (const slot of slots) {
    if (slot.iFrame === undefined) continue
    newest = slot
    peak = Math.max(peak, (slot.iFrame.length * 8) / slot.durationSeconds)
  }
  const shape = newest === null ? null : shapeOf(newest)
  return shape === null ? null : { peak, shape }
}
