import type { CueMode, PublishedSegment } from '@cashbacktv/contract'
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
  /** What is said of breaks. */
  cues: CueMode
  /** Date ranges of something else, by the place of the slot that they stand before. */
  ranges?: ReadonlyMap<number, readonly string[]>
  /** All slots that the player has then, where some are left out. */
  all?: readonly PublishedSegment[]
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
  const breaks = cueTags(listed.segments, options.cues, options.all)
  for (const [at, segment] of listed.segments.entries()) {
    const number = listed.mediaSequence + skipped + at
    const cipher = seal?.encrypts ? cipherOf(segment.programDateTime, number) : null
    const path = segment.isMissing ? null : pathIn(segment, rendition)
    if (segment.discontinuity) lines.push('#EXT-X-DISCONTINUITY')
    lines.push(...keyLinesOf(cipher))
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${segment.programDateTime}`)
    lines.push(...(breaks.get(at) ?? []), ...(options.ranges?.get(at) ?? []))
    // Nothing to be had: players go past it, and the numbers stay those of the other playlists.
    if (path === null) lines.push('#EXT-X-GAP')
    lines.push(`#EXTINF:${segment.durationSeconds.toFixed(6)},`)
    const leadsTo = `${below}${path ?? segment.path}`
    const address = seal === null ? leadsTo : `sealed/${seal.write(leadsTo, cipher)}`
    const uri = `${toStreams}_/${listed.channelId}/${address}`
    if (rendition === I_FRAMES && path !== null) lines.push(...partLinesOf(segment, uri))
    lines.push(uri)
  }
  if (isClosed) lines.push('#EXT-X-ENDLIST')
  return `${lines.join('\n')}\n`
}

function headOf(
  listed: Listed,
  rendition: string | null,
  { isClosed, canSkipSeconds, skipped }: PlaylistOptions,
): string[] {
  return [
    '#EXTM3U',
    `#EXT-X-VERSION:${skipped > 0 ? 9 : 6}`,
    `#EXT-X-TARGETDURATION:${listed.targetDurationSeconds}`,
    ...(canSkipSeconds === null
      ? []
      : [`#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=${canSkipSeconds.toFixed(1)}`]),
    `#EXT-X-MEDIA-SEQUENCE:${listed.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${listed.discontinuitySequence}`,
    ...(isClosed ? ['#EXT-X-PLAYLIST-TYPE:VOD'] : []),
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...(rendition === I_FRAMES ? ['#EXT-X-I-FRAMES-ONLY'] : []),
    ...(skipped === 0 ? [] : [`#EXT-X-SKIP:SKIPPED-SEGMENTS=${skipped}`]),
  ]
}

function pathIn(segment: PublishedSegment, rendition: string | null): string | null {
  if (rendition === null) return segment.path
  if (isSubtitles(rendition)) return subtitlesOf(segment, rendition)
  if (rendition === I_FRAMES) return iFrameFile(segment)
  return isAudio(rendition) ? audioOf(segment, rendition) : pictureOf(segment, rendition)
}
