import type { AudioOnAir, ChannelId, CueMode } from '@cashbacktv/contract'
import { extensionOf, stemOf, TEXT_EXTENSION } from '../domain/cmaf/packaged-path.ts'
import { sourceOf, VIDEO } from '../domain/cmaf/packaged-slot.ts'
import { listedBreaks } from '../domain/cues/cue-tags.ts'
import {
  type ManifestAudio,
  type ManifestPeriod,
  type ManifestPicture,
  renderManifest,
  type TrackAddress,
} from '../domain/dash/manifest.ts'
import { openedNumbers } from '../domain/dash/opened-numbers.ts'
import {
  anchorsOf,
  type DashSlot,
  type PeriodAnchors,
  type PlacedPeriod,
  placePeriods,
} from '../domain/dash/place-periods.ts'
import type { ManifestText } from '../domain/dash/text-set.ts'
import { audioMedia } from '../domain/ladder/audio-media.ts'
import type { Bitrates } from '../domain/ladder/bitrates.ts'
import { INDEX } from '../domain/ladder/named-playlist.ts'
import { isSubtitles, subtitlesOf } from '../domain/ladder/slot-files.ts'
import { saidOfSubtitles } from '../domain/ladder/subtitle-media.ts'
import type { Seal } from '../domain/playback/seal.ts'
import { neededSeconds } from '../domain/target-duration.ts'
import type { MediaReader } from '../playlists/read-media.ts'

export type AskedManifest = {
  channelId: ChannelId
  slots: readonly DashSlot[]
  media: MediaReader
  /** What is said of its audio. */
  said: AudioOnAir
  bitrates: Bitrates
  /** Whether players are told of breaks. */
  cues: CueMode
  seal: Seal | null
  /** The way to `/streams/` from where the manifest is asked for. */
  toStreams: string
  /** Where its segments are, below those of the channel. */
  below: string
  targetDurationSeconds: number
  /** Of what goes on: when it went on last, and where its periods began. Null of what is over. */
  live: { publishedAt: number; known: PeriodAnchors; clock: string } | null
}

const NONE: PeriodAnchors = new Map()

/** The manifest as text; empty where CMAF is made of nothing that is listed. */
export function writeManifest(asked: AskedManifest): { text: string; anchors: PeriodAnchors } {
  const { slots, media, live } = asked
  const presentationOf = (slot: DashSlot, track: string) => {
    const source = sourceOf(slot, track)
    return source && media.starts.presentationOf(source.path, source.kind)
  }
  const options = { known: live?.known ?? NONE, isStatic: live === null }
  const placed = placePeriods(slots, presentationOf, options)
  const anchors = anchorsOf(placed)
  const periods = placed.map((period) => describe(asked, period, presentationOf))
  if (periods.length === 0) return { text: '', anchors }
  const longest = slots.map(({ durationSeconds }) => neededSeconds(durationSeconds))
  const targetDurationSeconds = Math.max(asked.targetDurationSeconds, ...longest)
  const breaks = listedBreaks(slots, asked.cues)
  return { text: renderManifest({ periods, targetDurationSeconds, breaks, live }), anchors }
}

function describe(
  asked: AskedManifest,
  placed: PlacedPeriod,
  presentationOf: (slot: DashSlot, track: string) => number | null,
): ManifestPeriod {
  const { media, said, bitrates } = asked
  const [first] = placed.slots
  if (first === undefined) throw new Error('A period has a slot.')
  const shapes = media.shapesAs('dash')
  const audio = audioMedia(said, (name) => shapes.audio(first, name)).flatMap(
    (one): ManifestAudio[] => {
      const source = sourceOf(first, one.name)
      const begin = placed.tracks.includes(one.name) ? presentationOf(first, one.name) : null
      const config = source && media.starts.configOf(source.path, 'audio')
      if (source === null || begin === null || !config) return []
      const bandwidth = bitrates.get(one.name)?.peak ?? media.starts.bitrateOf(source.path, 'audio')
      return [{ media: one, rate: config.timescale, bandwidth, begin }]
    },
  )
  const pictures = shapes.variants(first).flatMap(({ name, shape }): ManifestPicture[] => {
    const known = bitrates.get(name === VIDEO ? INDEX : name)?.peak
    return shape === null ? [] : [{ name, shape, bandwidth: known ?? 0 }]
  })
  const texts = (first.ladder?.subtitles ?? []).map(({ name }): ManifestText => {
    const { label, language } = saidOfSubtitles(said, name)
    return { name, label, language, bandwidth: textBitrate(placed.slots, name) }
  })
  const addressOfTrack = (track: string) => addressOf(asked, placed.slots, fileOf(first, track))
  return { ...placed, pictures, audio, texts, addressOf: addressOfTrack }
}

/** Most that a packaged text is larger than itself: boxes of a segment, and of some of its cues. */
const TEXT_BOXES_BYTES = 400

/** The most bits a second of a slot's text. */
function textBitrate(slots: readonly DashSlot[], track: string): number {
  const rates = slots.map(({ ladder, durationSeconds }) => {
    const { bytes = 0 } = ladder?.subtitles?.find(({ name }) => name === track) ?? {}
    return ((bytes + TEXT_BOXES_BYTES) * 8) / durationSeconds
  })
  return Math.max(...rates)
}

/** Of all segments of a track in a period, and of what comes before them, which stays the same as long as the period. */
function addressOf(
  { channelId, seal, toStreams, below, live, targetDurationSeconds }: AskedManifest,
  slots: readonly DashSlot[],
  file: PackagedFrom,
): TrackAddress {
  const stem = `${below}${stemOf(file.path)}`
  const [number, init] = [`$Number%08d$.${file.extension}`, `${stem}init.${file.extension}`]
  const base = `${toStreams}_/${channelId}/`
  if (seal === null) return { media: `${base}${stem}${number}`, init: `${base}${init}` }
  const sealed = seal.writeStem(
    stem,
    openedNumbers(slots, live === null ? null : targetDurationSeconds),
  )
  return {
    media: `${base}sealed/${sealed}/${number}`,
    init: `${base}sealed/${seal.write(init, null)}`,
  }
}

type PackagedFrom = { path: string; extension: string }

/** What a track of a slot is packaged from, and what it is then. */
function fileOf(slot: DashSlot, track: string): PackagedFrom {
  if (isSubtitles(track)) {
    return { path: subtitlesOf(slot, track) ?? slot.path, extension: TEXT_EXTENSION }
  }
  const source = sourceOf(slot, track)
  return { path: source?.path ?? slot.path, extension: extensionOf(source?.kind ?? 'video') }
}
