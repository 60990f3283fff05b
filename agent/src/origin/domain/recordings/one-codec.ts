import type { Tracks } from '../audio/tables.ts'
import { SLATE_RUN_PREFIX } from '../broadcast.ts'
import { type DvrSlot, pathOnAir } from '../dvr/dvr-slot.ts'
import { renumbered } from './recorded-slots.ts'

/** What the picture of a slot is coded as; null where it cannot be told. */
export type PictureCodec = Tracks['video']

type OneCodec = {
  codec: PictureCodec
  /** Under numbers of their own, with a discontinuity where others were left out. */
  slots: readonly DvrSlot[]
  leftOutSeconds: number
}

/**
 * A file holds pictures of one codec: the one that most of a recording has, not counting slates where it
 * has anything else. Slots of the other codec are left out wherever they are. `codecs`: of each slot;
 * those of which it cannot be told stay.
 */
export function ofOneCodec(slots: readonly DvrSlot[], codecs: readonly PictureCodec[]): OneCodec {
  const codec = mostOf(slots, codecs)
  const isKept = (_: DvrSlot, at: number) => (codecs[at] ?? codec) === codec
  const left = slots.filter((slot, at) => !isKept(slot, at))
  const leftOutSeconds = left.reduce((all, { durationSeconds }) => all + durationSeconds, 0)
  return { codec, slots: renumbered(slots.filter(isKept)), leftOutSeconds }
}

function mostOf(slots: readonly DvrSlot[], codecs: readonly PictureCodec[]): PictureCodec {
  const seconds = { h264: 0, hevc: 0 }
  const ofSlates = { h264: 0, hevc: 0 }
  for (const [at, slot] of slots.entries()) {
    const codec = codecs[at] ?? null
    if (codec === null) continue
    const counted = isSlate(slot) ? ofSlates : seconds
    counted[codec] += slot.durationSeconds
  }
  return largest(seconds) ?? largest(ofSlates)
}

/** Null where there is none of either. */
function largest({ h264, hevc }: { h264: number; hevc: number }): PictureCodec {
  if (h264 === 0 && hevc === 0) return null
  return hevc > h264 ? 'hevc' : 'h264'
}

export function isSlate(slot: DvrSlot): boolean {
  return pathOnAir(slot).startsWith(SLATE_RUN_PREFIX)
}
