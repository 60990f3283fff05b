import type { ListedBreak } from '@cashbacktv/contract'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import type { AudioMedia } from '../ladder/audio-media.ts'
import { tagOf } from '../ladder/media-names.ts'
import type { PictureShape } from '../ladder/multivariant.ts'
import { AUDIO } from '../ladder/slot-files.ts'
import { cueStreams } from './cue-events.ts'
import { type PlacedPeriod, secondsOf } from './place-periods.ts'
import { segmentTemplate } from './segment-template.ts'
import { type ManifestText, textSet } from './text-set.ts'
import { duration, element, escaped } from './xml.ts'

/** Addresses of a track's segments in a period, `$Number%08d$` in place of theirs, and of what comes before them. */
export type TrackAddress = { media: string; init: string }

export type ManifestPicture = { name: string; shape: PictureShape; bandwidth: number }
export type ManifestAudio = {
  media: AudioMedia
  /** Samples a second. */
  rate: number
  bandwidth: number
  /** Presentation time of the first listed segment, in ticks of 90 kHz. */
  begin: number
}

export type ManifestPeriod = PlacedPeriod & {
  /** The largest first. */
  pictures: readonly ManifestPicture[]
  audio: readonly ManifestAudio[]
  texts: readonly ManifestText[]
  addressOf(track: string): TrackAddress
}

export type Manifest = {
  periods: readonly ManifestPeriod[]
  targetDurationSeconds: number
  /** That the source has announced; none where players are not told of any. */
  breaks: readonly ListedBreak[]
  /** Of what goes on; null of what is over. */
  live: { publishedAt: number; clock: string } | null
}

/** A player that starts keeps as many target durations behind the end, as one of HLS does (RFC 8216 6.3.3). */
const TARGETS_BEHIND = 3
const NAMESPACES = {
  xmlns: 'urn:mpeg:dash:schema:mpd:2011',
  profiles: 'urn:mpeg:dash:profile:isoff-live:2011,urn:mpeg:dash:profile:cmaf:2019',
}

/** The manifest of DASH (ISO/IEC 23009-1) of slots that are listed, live or of the past. */
export function renderManifest({ periods, targetDurationSeconds, breaks, live }: Manifest): string {
  const last = periods.at(-1)
  const end = last === undefined ? 0 : endOf(last)
  const common = {
    ...NAMESPACES,
    minBufferTime: duration(targetDurationSeconds),
    maxSegmentDuration: duration(targetDurationSeconds),
  }
  const attributes =
    live === null
      ? { ...common, type: 'static', mediaPresentationDuration: duration(end) }
      : { ...common, ...liveAttributes(periods, targetDurationSeconds, live.publishedAt, end) }
  const cues = cueStreams(periods, breaks)
  const body = periods.map((period, at) => {
    return renderPeriod(period, {
      isOver: period !== last || live === null,
      cues: cues[at] ?? null,
    })
  })
  const clock =
    live === null ? [] : [element('UTCTiming', { schemeIdUri: UTC_TIMING, value: live.clock })]
  const head = '<?xml version="1.0" encoding="UTF-8"?>'
  return `${head}\n${element('MPD', attributes, [...body, ...clock])}\n`
}

const UTC_TIMING = 'urn:mpeg:dash:utc:http-iso:2014'

/**
 * The timeline is that of the clock. Segments are published some time after what they show, by what waits in
 * reserve: players are told to keep that far behind it, and that what is so old is still there.
 */
function liveAttributes(
  periods: readonly ManifestPeriod[],
  target: number,
  publishedAt: number,
  end: number,
) {
  const late = Math.max(0, publishedAt / 1000 - end)
  const listed = periods.reduce((sum, { slots }) => sum + secondsOf(slots), 0)
  return {
    type: 'dynamic',
    availabilityStartTime: '1970-01-01T00:00:00Z',
    publishTime: new Date(publishedAt).toISOString(),
    minimumUpdatePeriod: duration(target),
    timeShiftBufferDepth: duration(listed + late),
    suggestedPresentationDelay: duration(TARGETS_BEHIND * target + late),
  }
}

function endOf({ start, begin, offset, slots }: PlacedPeriod): number {
  return start + (begin - offset) / TICKS + secondsOf(slots)
}

function renderPeriod(
  period: ManifestPeriod,
  { isOver, cues }: { isOver: boolean; cues: string | null },
): string {
  const { id, start, pictures, audio, texts } = period
  const attributes = {
    id,
    start: duration(start),
    duration: isOver ? duration(endOf(period) - start) : null,
  }
  const sets = [
    pictureSet(period, pictures),
    ...audio.map((one, at) => audioSet(period, one, at + 1)),
    ...texts.map((one, at) => {
      const placed = { id: audio.length + at + 1, address: period.addressOf(one.name) }
      return textSet(period, one, placed)
    }),
  ]
  return element('Period', attributes, [...(cues === null ? [] : [cues]), ...sets])
}

function pictureSet(period: ManifestPeriod, pictures: readonly ManifestPicture[]): string {
  const hasCaptions = pictures.some(({ shape }) => shape.hasCaptions)
  const attributes = {
    id: 0,
    contentType: 'video',
    mimeType: 'video/mp4',
    segmentAlignment: true,
    startWithSAP: 1,
  }
  return element('AdaptationSet', attributes, [
    ...(hasCaptions ? [CAPTIONS] : []),
    ...pictures.map(({ name, shape, bandwidth }) =>
      element(
        'Representation',
        {
          id: name,
          bandwidth: Math.max(1, Math.ceil(bandwidth)),
          codecs: shape.codec,
          width: shape.width,
          height: shape.height,
          frameRate: frameRateOf(shape),
        },
        [
          segmentTemplate(period, period.addressOf(name), {
            timescale: TICKS,
            begin: period.begin,
          }),
        ],
      ),
    ),
  ])
}

const CAPTIONS = element('Accessibility', {
  schemeIdUri: 'urn:scte:dash:cc:cea-608:2015',
  value: 'CC1',
})

function audioSet(period: ManifestPeriod, audio: ManifestAudio, id: number): string {
  const { media, rate, bandwidth, begin } = audio
  const { name, shape, label, language } = media
  const attributes = {
    id,
    contentType: 'audio',
    mimeType: 'audio/mp4',
    lang: language === null ? null : tagOf(language),
    segmentAlignment: true,
    startWithSAP: 1,
  }
  const channels = element('AudioChannelConfiguration', {
    schemeIdUri: 'urn:mpeg:dash:23003:3:audio_channel_configuration:2011',
    value: shape.channels,
  })
  return element('AdaptationSet', attributes, [
    ...(label === null ? [] : [element('Label', {}, [escaped(label)])]),
    ...rolesOf(media),
    element(
      'Representation',
      {
        id: name,
        bandwidth: Math.max(1, Math.ceil(bandwidth)),
        codecs: shape.codec,
        audioSamplingRate: rate,
      },
      [channels, segmentTemplate(period, period.addressOf(name), { timescale: rate, begin })],
    ),
  ])
}

/** Of ISO/IEC 23009-1 5.8.5.5. */
const ROLES: Partial<Record<AudioMedia['kind'], string>> = {
  commentary: 'commentary',
  description: 'description',
  'hearing-impaired': 'enhanced-audio-intelligibility',
}

function rolesOf({ name, kind }: AudioMedia): string[] {
  const value = name === AUDIO ? 'main' : (ROLES[kind] ?? 'alternate')
  return [element('Role', { schemeIdUri: 'urn:mpeg:dash:role:2011', value })]
}

/** Pictures a second, as a whole number or over 1001 (SMPTE ST 12-1). */
function frameRateOf({ framesPerSecond: rate }: PictureShape): string | null {
  if (rate === null) return null
  const isWhole = Math.abs(rate - Math.round(rate)) < 0.001
  return isWhole ? String(Math.round(rate)) : `${Math.round(rate * 1.001) * 1000}/1001`
}
