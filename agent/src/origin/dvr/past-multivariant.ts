import type { AudioOnAir } from '@cashbacktv/contract'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { audioMedia, saidOfPast } from '../domain/ladder/audio-media.ts'
import { type Bitrates, withSlot } from '../domain/ladder/bitrates.ts'
import { renderMultivariant } from '../domain/ladder/multivariant.ts'
import type { ShapeReader } from '../read-shapes.ts'

/** Slots that the bitrates are taken from. */
const MEASURED = 300

/** The multivariant playlist of slots that are kept; empty while nothing is known of how they look. */
export function pastMultivariant(
  shapes: ShapeReader,
  slots: readonly DvrSlot[],
  query: string,
  said: AudioOnAir,
): string {
  const last = slots.at(-1)
  if (last === undefined) return ''
  const bitrates = slots.slice(-MEASURED).reduce<Bitrates>((known, slot) => {
    return slot.ladder === undefined ? known : withSlot(known, slot.ladder, slot.durationSeconds)
  }, {})
  const variants = shapes.variants(last)
  if (variants.length === 0) return ''
  const known = saidOfPast(said, slots)
  const audio = audioMedia(known, (name) => shapes.audio(last, name))
  return renderMultivariant({ variants, audio, subtitles: known.subtitles, bitrates, query })
}
