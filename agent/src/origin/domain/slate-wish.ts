import type { AirFile } from '@cashbacktv/contract'
import { isSlate } from './broadcast.ts'
import type { Window } from './window.ts'

/** The clip that a channel is to have, like what it shows now. */
export type SlateWish = {
  title: string
  language: AirFile['slate']['language']
  /** Hash of the picture to show; null shows the title. */
  picture: string | null
  segmentSeconds: number
  /** `<runId>/<file>` of a complete live segment, whose parameters it takes over. */
  segment: string
}

/** Null where none is wanted or nothing is on air to be like. */
export function slateWish(
  { name, slate, hls: { segmentSeconds } }: AirFile,
  { segments }: Window,
): SlateWish | null {
  const last = segments.at(-1)
  if (last === undefined || isSlate(last) || !slate.enabled) return null
  const { language, picture } = slate
  return { title: name, language, picture, segmentSeconds, segment: last.path }
}

/** The same text for clips that can stand in for each other, one a run and wish. */
export function slateWishKey({ segment, ...wish }: SlateWish): string {
  return JSON.stringify([segment.split('/', 1)[0], wish])
}
