import type { AirFile, PublishedSegment } from '@cashbacktv/contract'
import { isSlate } from './broadcast.ts'
import { AUDIO, audioOf, pictureOf } from './ladder/slot-files.ts'
import type { Window } from './window.ts'

/** The clip that a channel is to have, like what it shows now. */
export type SlateWish = {
  title: string
  language: AirFile['slate']['language']
  /** Hash of the picture to show; null shows the title. */
  picture: string | null
  segmentSeconds: number
  /** Complete live segments whose parameters it takes over, `<runId>/…`: one, or one of each rendition of a ladder. */
  segments: readonly LiveSegment[]
}

/** `rendition` is null where there is no ladder; the audio of one is named as its playlist is. */
export type LiveSegment = { rendition: string | null; path: string }

/** Null where none is wanted or nothing is on air to be like. */
export function slateWish(
  { name, slate, hls: { segmentSeconds } }: AirFile,
  { segments }: Window,
): SlateWish | null {
  const last = segments.at(-1)
  if (last === undefined || isSlate(last) || !slate.enabled) return null
  const { language, picture } = slate
  return { title: name, language, picture, segmentSeconds, segments: liveSegments(last) }
}

/** The same text for clips that can stand in for each other, one a run and wish. */
export function slateWishKey({ segments, ...wish }: SlateWish): string {
  return JSON.stringify([segments[0]?.path.split('/', 1)[0], wish])
}

function liveSegments(slot: PublishedSegment): readonly LiveSegment[] {
  if (slot.ladder === undefined) return [{ rendition: null, path: slot.path }]
  const audio = audioOf(slot)
  const pictures = slot.ladder.renditions.flatMap(({ name }) => {
    const path = pictureOf(slot, name)
    return path === null ? [] : [{ rendition: name, path }]
  })
  return [...pictures, ...(audio === null ? [] : [{ rendition: AUDIO, path: audio }])]
}
