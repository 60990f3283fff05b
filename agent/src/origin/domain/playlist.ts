import type { CueMode, PublishedSegment } from '@cashbacktv/contract'
import { mapLines } from './cmaf/map-lines.ts'
import { initPath, packagedPath } from './cmaf/packaged-path.ts'
import { type Packaging, sourceOf } from './cmaf/packaged-slot.ts'
import { cueTags } from './cues/cue-tags.ts'
import { partLines } from './i-frames/part-lines.ts'
import { I_FRAMES } from './ladder/named-playlist.ts'
import {
  audioOf,
  iFrameFile,
  isAudio,
  isSubtitles,
  pictureOf,
  subtitlesOf,
} from './ladder/slot-files.ts'
import { cipherOf, keyLines } from './playback/key-lines.ts'
import type { Seal } from './playback/seal.ts'
import type { SegmentCipher } from './playback/segment-cipher.ts'
import type { Window } from './window.ts'

export type Listed = Pick<
  Window,
  'channelId' | 'mediaSequence' | 'discontinuitySequence' | 'targetDurationSeconds'
> & { segments: readonly (PublishedSegment & { isMissing?: boolean | undefined })[] }

export type PlaylistOptions = {
  /** Of a channel that not everyone may watch. */
  seal: Seal | null
  /** The way to `/streams/` from where the playlist is asked for. */
  toStreams?: string | undefined
  /** Where its segments are, below those of the channel. */
  below: string
  /** Nothing will follow. */
  isClosed: boolean
  /** Seconds before its end beyond which a player may ask for the rest alone; null where it may not. */
  canSkipSeconds: number | null
  /** Slots that are left out at its begin, since the player has them. */
  skipped: number
  /** Of CMAF; absent where segments are listed as they are. */
  packaging?: Packaging | undefined
  /** What is said of breaks. */
  cues: CueMode
  /** Date ranges of something else, by the place of the slot that they stand before. */
  ranges?: ReadonlyMap<number, readonly string[]>
  /** All slots that the player has then, where some are left out. */
  all?: readonly PublishedSegment[]
  /** Breaks that were told of last before then are left out, in milliseconds since 1970; null where none are. */
  toldSince?: number | null
  /** Ids of date ranges that are no longer listed, where some are left out; null where none are. */
  removed?: readonly string[] | null
}

/** What a live playlist has of what follows. */
export const LIVE = { below: '', isClosed: false, canSkipSeconds: null, skipped: 0 }
const OPEN: PlaylistOptions = { ...LIVE, seal: null, cues: 'off' }

/**
 * A media playlist as text (RFC 8216 4.3): of a channel of one rendition, or of one rendition of a
 * ladder, its audio or its subtitles, or of the pictures to seek by. All playlists of a channel are written from one window, so that their numbers,
 * dates and discontinuities are the same. Segment addresses are relative to `/streams/<slug>/`, or to where it is said to be, so
 * that the same text serves under any host name and path prefix.
 */
export function renderPlaylist(
  listed: Listed,
  rendition: string | null = null,
  options: PlaylistOptions = OPEN,
): string {
  const { seal, toStreams = '../', below, isClosed, skipped } = options
  const lines = headOf(listed, rendition, options)
  const keyLinesOf = keyLines(`${toStreams}_/${listed.channelId}/keys/`)
  const partLinesOf = partLines()
  const mapLinesOf = mapLines()
  const addressOf = (file: string, cipher: SegmentCipher | null) => {
    const address =
      seal === null ? `${below}${file}` : `sealed/${seal.write(`${below}${file}`, cipher)}`
    return `${toStreams}_/${listed.channelId}/${address}`
  }
  const breaks = cueTags(listed.segments, options.cues, options)
  for (const [at, segment] of listed.segments.entries()) {
    const number = listed.mediaSequence + skipped + at
    const cipher = seal?.encrypts ? cipherOf(segment.programDateTime, number) : null
    const media = segment.isMissing ? null : mediaIn(segment, rendition, options.packaging)
    if (segment.discontinuity) lines.push('#EXT-X-DISCONTINUITY')
    lines.push(...keyLinesOf(cipher))
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${segment.programDateTime}`)
    lines.push(...(breaks.get(at) ?? []), ...(options.ranges?.get(at) ?? []))
    // Nothing to be had: players go past it, and the numbers stay those of the other playlists.
    if (media === null) lines.push('#EXT-X-GAP')
    if (media?.init) lines.push(...mapLinesOf(addressOf(media.init, null), segment.discontinuity))
    lines.push(`#EXTINF:${segment.durationSeconds.toFixed(6)},`)
    const uri = addressOf(media?.path ?? segment.path, cipher)
    if (rendition === I_FRAMES && media !== null) lines.push(...partLinesOf(segment, uri))
    lines.push(uri)
  }
  if (isClosed) lines.push('#EXT-X-ENDLIST')
  return `${lines.join('\n')}\n`
}

function headOf(
  listed: Listed,
  rendition: string | null,
  { isClosed, canSkipSeconds, skipped, removed = null }: PlaylistOptions,
): string[] {
  return [
    '#EXTM3U',
    `#EXT-X-VERSION:${versionOf(skipped, removed)}`,
    `#EXT-X-TARGETDURATION:${listed.targetDurationSeconds}`,
    ...(canSkipSeconds === null
      ? []
      : [
          `#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=${canSkipSeconds.toFixed(1)},CAN-SKIP-DATERANGES=YES`,
        ]),
    `#EXT-X-MEDIA-SEQUENCE:${listed.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${listed.discontinuitySequence}`,
    ...(isClosed ? ['#EXT-X-PLAYLIST-TYPE:VOD'] : []),
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...(rendition === I_FRAMES ? ['#EXT-X-I-FRAMES-ONLY'] : []),
    ...(skipped === 0 ? [] : [`#EXT-X-SKIP:SKIPPED-SEGMENTS=${skipped}${removedIn(removed)}`]),
  ]
}

/** Of what is left out (RFC 8216bis 8). */
function versionOf(skipped: number, removed: readonly string[] | null): number {
  if (skipped === 0) return 6
  return removed === null ? 9 : 10
}

/** Has to be there, with nothing in it too, where date ranges are left out (RFC 8216bis 4.4.5.2). */
function removedIn(removed: readonly string[] | null): string {
  return removed === null ? '' : `,RECENTLY-REMOVED-DATERANGES="${removed.join('\t')}"`
}

/** Where viewers get what a slot has of a rendition, and what has to be read before it; null where it has nothing. */
function mediaIn(
  segment: PublishedSegment,
  rendition: string | null,
  packaging: Packaging | undefined,
): { path: string; init: string | null } | null {
  if (packaging === undefined || rendition === null || isSubtitles(rendition)) {
    const path = pathIn(segment, rendition)
    return path === null ? null : { path, init: null }
  }
  const source = sourceOf(segment, rendition)
  if (source === null || !packaging.hasTrack(source.path, source.kind)) return null
  const { path, kind } = source
  return { path: packagedPath(path, kind), init: initPath(path, kind) }
}

function pathIn(segment: PublishedSegment, rendition: string | null): string | null {
  if (rendition === null) return segment.path
  if (isSubtitles(rendition)) return subtitlesOf(segment, rendition)
  if (rendition === I_FRAMES) return iFrameFile(segment)
  return isAudio(rendition) ? audioOf(segment, rendition) : pictureOf(segment, rendition)
}
