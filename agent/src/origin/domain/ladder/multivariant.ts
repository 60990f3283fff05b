import type { SubtitlesOnAir } from '@cashbacktv/contract'
import { type AudioMedia, mediaLines } from './audio-media.ts'
import type { Bitrate, Bitrates } from './bitrates.ts'
import { I_FRAMES } from './named-playlist.ts'
import { AUDIO } from './slot-files.ts'
import { SUBTITLE_GROUP, subtitleLines } from './subtitle-media.ts'

/** What a decoder is told of a rendition, read from its stream. */
export type PictureShape = {
  width: number
  height: number
  /** Null where the stream does not say it. */
  framesPerSecond: number | null
  /** As in RFC 6381: `avc1.640029`. */
  codec: string
  /** Captions of CEA-608 or -708 are sent with it. */
  hasCaptions: boolean
}

/** The shape is null where its stream is of a kind that is not read: players find out themselves. */
export type Variant = {
  name: string
  shape: PictureShape | null
  /** Kinds of the audio in its own segments, as in RFC 6381; null where one of them is not known. */
  ownAudio?: readonly string[] | null
}

/** What is said of the pictures to seek by: bits a second at most, and how the newest of them look. */
export type IFrames = { peak: number; shape: PictureShape }

export type Multivariant = {
  /** The largest first. */
  variants: readonly Variant[]
  /** The main one first; empty for a channel without any. */
  audio: readonly AudioMedia[]
  /** Whether the audio is offered without a picture, too. */
  hasAudioVariant?: boolean | undefined
  subtitles?: SubtitlesOnAir | undefined
  bitrates: Bitrates
  /** Null where there are none, or where it is not known how they look. */
  iFrames?: IFrames | null
  /** What is added to the addresses of the playlists; nothing for what is live. */
  query?: string
}

/**
 * The multivariant playlist (RFC 8216 4.3.4), with what Apple's authoring rules for HLS ask beside:
 * measured peaks and means, frame rates, the audio as a rendition of its own. The first entry is what
 * players begin with that measure nothing: one in the middle, so that they begin at once and not badly.
 */
export function renderMultivariant(of: Multivariant): string {
  const { variants, audio, subtitles = [], bitrates, iFrames = null, query } = of
  const suffix = query ? `.m3u8?${query}` : '.m3u8'
  const [main] = audio
  const ofAudio = heaviest(audio, bitrates)
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-INDEPENDENT-SEGMENTS']
  lines.push(...mediaLines(audio, suffix))
  lines.push(...subtitleLines(subtitles, suffix))
  // Audio of a copy that is not AAC stays with its picture: nobody has said what it is.
  const isMixed = main === undefined && subtitles.length > 0
  const hasCaptions = variants.some(({ shape }) => shape?.hasCaptions)
  if (hasCaptions) lines.push(CAPTIONS)
  for (const { name, shape, ownAudio = [] } of beginningInTheMiddle(variants)) {
    const own = bitrates.get(name)
    const peak = Math.ceil((own?.peak ?? 0) + ofAudio.peak)
    const mean = Math.ceil((own?.mean ?? 0) + ofAudio.mean)
    lines.push(
      `#EXT-X-STREAM-INF:${[
        `BANDWIDTH=${Math.max(peak, mean, 1)}`,
        `AVERAGE-BANDWIDTH=${Math.max(mean, 1)}`,
        ...(shape === null ? [] : shapeAttributes(shape)),
        ...(shape === null || isMixed ? [] : codecsOf(shape, audio, ownAudio)),
        ...(main === undefined ? [] : [`AUDIO="${AUDIO}"`]),
        ...subtitlesBeside(subtitles),
        hasCaptions ? 'CLOSED-CAPTIONS="cc"' : 'CLOSED-CAPTIONS=NONE',
      ].join(',')}`,
      `${name}${suffix}`,
    )
  }
  if (of.hasAudioVariant && canBeAlone(of)) {
    lines.push(...audioVariant({ audio, subtitles, hasCaptions }, ofAudio, suffix))
  }
  if (iFrames !== null) lines.push(iFrameLine(iFrames, bitrates, suffix))
  return `${lines.join('\n')}\n`
}

/** Players take what says no size for a smaller picture where nobody says one of the others. */
function canBeAlone({ variants, audio }: Multivariant): boolean {
  const isThere = audio.some(({ name }) => name === AUDIO)
  return isThere && variants.every(({ shape }) => shape !== null)
}

type Beside = { audio: readonly AudioMedia[]; subtitles: SubtitlesOnAir; hasCaptions: boolean }

/**
 * The main audio for whoever's connection carries no picture, the last of all: the first is what players
 * begin with. With the groups of the others, so that who comes down to it hears and reads what was chosen.
 */
function audioVariant(
  { audio, subtitles, hasCaptions }: Beside,
  { peak, mean }: Bitrate,
  suffix: string,
): string[] {
  const kinds = new Set(audio.map(({ shape }) => shape.codec))
  return [
    `#EXT-X-STREAM-INF:${[
      `BANDWIDTH=${Math.max(Math.ceil(peak), Math.ceil(mean), 1)}`,
      `AVERAGE-BANDWIDTH=${Math.max(Math.ceil(mean), 1)}`,
      `CODECS="${[...kinds].join(',')}"`,
      `AUDIO="${AUDIO}"`,
      ...subtitlesBeside(subtitles),
      // None have them or all may (RFC 8216 4.3.4.2).
      ...(hasCaptions ? [] : ['CLOSED-CAPTIONS=NONE']),
    ].join(',')}`,
    `${AUDIO}${suffix}`,
  ]
}

function subtitlesBeside(subtitles: SubtitlesOnAir): string[] {
  return subtitles.length === 0 ? [] : [`SUBTITLES="${SUBTITLE_GROUP}"`]
}

/** RFC 8216 4.3.4.3: all that is asked of it is there, and the frame rate, which is not allowed, is not. */
function iFrameLine({ peak, shape }: IFrames, bitrates: Bitrates, suffix: string): string {
  const known = bitrates.get(I_FRAMES)
  const mean = Math.max(1, Math.ceil(known?.mean ?? 0))
  return `#EXT-X-I-FRAME-STREAM-INF:${[
    `BANDWIDTH=${Math.max(mean, Math.ceil(peak), Math.ceil(known?.peak ?? 0))}`,
    `AVERAGE-BANDWIDTH=${mean}`,
    `RESOLUTION=${shape.width}x${shape.height}`,
    `CODECS="${shape.codec}"`,
    `URI="${I_FRAMES}${suffix}"`,
  ].join(',')}`
}

/** Nothing where the audio that stands beside the picture is of a kind that is not known. */
function codecsOf(
  { codec }: PictureShape,
  audio: readonly AudioMedia[],
  ownAudio: readonly string[] | null,
): string[] {
  if (ownAudio === null) return []
  const kinds = new Set([...ownAudio, ...audio.map((one) => one.shape.codec)])
  return [`CODECS="${[codec, ...kinds].join(',')}"`]
}

function shapeAttributes({ width, height, framesPerSecond }: PictureShape): string[] {
  const rate = framesPerSecond === null ? [] : [`FRAME-RATE=${framesPerSecond.toFixed(3)}`]
  return [`RESOLUTION=${width}x${height}`, ...rate]
}

/** Of the first field, which is where there are some; nobody says which language they speak. */
const CAPTIONS =
  '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="CC1",DEFAULT=NO,AUTOSELECT=YES,INSTREAM-ID="CC1"'

/** What is said of a variant holds with whichever audio of its group (RFC 8216 4.3.4.2). */
function heaviest(audio: readonly AudioMedia[], bitrates: Bitrates): Bitrate {
  const known = audio.flatMap(({ name }) => bitrates.get(name) ?? [])
  return {
    peak: Math.max(0, ...known.map(({ peak }) => peak)),
    mean: Math.max(0, ...known.map(({ mean }) => mean)),
  }
}

function beginningInTheMiddle(variants: readonly Variant[]): readonly Variant[] {
  const middle = variants[Math.floor((variants.length - 1) / 2)]
  if (middle === undefined) return variants
  return [middle, ...variants.filter((one) => one !== middle)]
}
