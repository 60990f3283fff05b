import type { AudioOnAir } from '@cashbacktv/contract'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { iFramesOf } from '../domain/i-frames/i-frames-of.ts'
import { audioMedia, saidOfPast } from '../domain/ladder/audio-media.ts'
import { type Bitrates, withSlot } from '../domain/ladder/bitrates.ts'
import { renderMultivariant } from '../domain/ladder/multivariant.ts'
import type { Seal } from '../domain/playback/seal.ts'
import type { ShapeReader } from '../read-shapes.ts'

/** Slots that the bitrates are taken from. */
const MEASURED = 300

export type AskedMultivariant = {
  shapes: ShapeReader
  slots: readonly DvrSlot[]
  query: string
  /** What is said of its audio. */
  said: AudioOnAir
  /** Of a channel that not everyone may watch. */
  seal: Seal | null
}

/** The multivariant playlist of slots that are kept; empty while nothing is known of how they look. */
export function pastMultivariant({ shapes, slots, query, said, seal }: AskedMultivariant): string {
  const there = slots.filter(({ isMissing }) => !isMissing)
  const last = there.at(-1)
  if (last === undefined) return ''
  const bitrates = there.slice(-MEASURED).reduce<Bitrates>((known, slot) => {
    return withSlot(known, slot, slot.durationSeconds)
  }, {})
  const variants = shapes.variants(last)
  if (variants.length === 0) return ''
  const known = saidOfPast(said, slots)
  const audio = audioMedia(known, (name) => shapes.audio(last, name))
  const iFrames = seal?.encrypts ? null : iFramesOf(there, shapes.iFrame)
  const { subtitles } = known
  return renderMultivariant({ variants, audio, subtitles, bitrates, iFrames, query })
}
