import type { PublishedSegment } from '@cashbacktv/contract'
import { AUDIO, audioOf, isAudio, pictureOf } from '../ladder/slot-files.ts'
import type { TrackKind } from './packaged-path.ts'

/** Which tracks can be had as CMAF: of segments by their path below the folder of the runs. */
export type Packaging = { hasTrack(path: string, kind: TrackKind): boolean }

type Placed = Pick<PublishedSegment, 'path' | 'ladder'>

/** The name of the only picture of a channel without a ladder, and of its playlist. */
export const VIDEO = 'video'

/** The file that a track of a slot is packaged from; null where the slot has none. */
export function sourceOf(
  slot: Placed,
  rendition: string,
): { path: string; kind: TrackKind } | null {
  const kind = isAudio(rendition) ? 'audio' : 'video'
  if (slot.ladder === undefined) {
    return PLAIN_TRACKS.includes(rendition) ? { path: slot.path, kind } : null
  }
  const path = kind === 'audio' ? audioOf(slot, rendition) : pictureOf(slot, rendition)
  return path === null ? null : { path, kind }
}

/** Names of what a channel without a ladder is made of. */
export const PLAIN_TRACKS: readonly string[] = [VIDEO, AUDIO]
