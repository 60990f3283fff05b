import type { AudioOnAir, ChannelId, CueMode } from '@cashbacktv/contract'
import { writeManifest } from '../dash/write-manifest.ts'
import { bitratesAs, toStreams } from '../domain/cmaf/format-of-playlist.ts'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { iFramesOf } from '../domain/i-frames/i-frames-of.ts'
import { audioMedia, saidOfPast } from '../domain/ladder/audio-media.ts'
import { type Bitrates, withSlot } from '../domain/ladder/bitrates.ts'
import { renderMultivariant } from '../domain/ladder/multivariant.ts'
import type { Seal } from '../domain/playback/seal.ts'
import type { StreamFormat } from '../domain/stream-path.ts'
import type { MediaReader } from '../playlists/read-media.ts'

/** Slots that the bitrates are taken from. */
const MEASURED = 300

type AskedPast = {
  media: MediaReader
  slots: readonly DvrSlot[]
  /** What is said of its audio. */
  said: AudioOnAir
  /** Of a channel that not everyone may watch. */
  seal: Seal | null
}

export type AskedMultivariant = AskedPast & { format: StreamFormat; query: string }

/** The multivariant playlist of slots that are kept; empty while nothing is known of how they look. */
export function pastMultivariant(asked: AskedMultivariant): string {
  const { media, format, slots, query, said, seal } = asked
  const there = slots.filter(({ isMissing }) => !isMissing)
  const last = there.at(-1)
  if (last === undefined) return ''
  const shapes = media.shapesAs(format)
  const bitrates = bitratesAs(format, bitratesOf(there))
  const variants = shapes.variants(last)
  if (variants.length === 0) return ''
  const known = saidOfPast(said, slots)
  const audio = audioMedia(known, (name) => shapes.audio(last, name))
  const iFrames = seal?.encrypts ? null : iFramesOf(there, shapes.iFrame)
  const { subtitles, asVariant: hasAudioVariant } = known
  const beside = { audio, hasAudioVariant, subtitles }
  return renderMultivariant({ variants, ...beside, bitrates, iFrames, query })
}

export type AskedPastManifest = AskedPast & {
  channelId: ChannelId
  /** Whether players are told of breaks. */
  cues: CueMode
  /** The way to `/streams/`, where that is another than from the manifest of the channel. */
  toStreams?: string
}

/** The manifest of DASH of slots that are kept and over. */
export function pastManifest(asked: AskedPastManifest): string {
  const { slots, said, toStreams: way = toStreams('dash') } = asked
  return writeManifest({
    ...asked,
    said: saidOfPast(said, slots),
    bitrates: bitratesOf(slots),
    live: null,
    toStreams: way,
    below: 'dvr/',
    targetDurationSeconds: 1,
  }).text
}

function bitratesOf(slots: readonly DvrSlot[]): Bitrates {
  return slots.slice(-MEASURED).reduce<Bitrates>((known, slot) => {
    return withSlot(known, slot, slot.durationSeconds)
  }, new Map())
}
