import type { PublishedSegment } from '@cashbacktv/contract'
import { AUDIO, audioOf, pictureOf } from './ladder/slot-files.ts'
import type { Window } from './window.ts'

/**
 * A media playlist as text (RFC 8216 4.3): of a channel of one rendition, or of one rendition of a
 * ladder or its audio. All playlists of a channel are written from one window, so that their numbers,
 * dates and discontinuities are the same. Segment addresses are relative to `/streams/<slug>/`, so
 * that the same text serves under any host name and path prefix.
 */
export function renderPlaylist(window: Window, rendition: string | null = null): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${window.targetDurationSeconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${window.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${window.discontinuitySequence}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ]
  for (const segment of window.segments) {
    const path = pathIn(segment, rendition)
    if (segment.discontinuity) lines.push('#EXT-X-DISCONTINUITY')
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${segment.programDateTime}`)
    // Nothing to be had: players go past it, and the numbers stay those of the other playlists.
    if (path === null) lines.push('#EXT-X-GAP')
    lines.push(`#EXTINF:${segment.durationSeconds.toFixed(6)},`)
    lines.push(`../_/${window.channelId}/${path ?? segment.path}`)
  }
  return `${lines.join('\n')}\n`
}

function pathIn(segment: PublishedSegment, rendition: string | null): string | null {
  if (rendition === null) return segment.path
  return rendition === AUDIO ? audioOf(segment) : pictureOf(segment, rendition)
}
