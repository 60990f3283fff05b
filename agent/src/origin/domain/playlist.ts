import type { Window } from './window.ts'

/**
 * The media playlist as text (RFC 8216 4.3). Segment addresses are relative to
 * `/streams/<slug>/`, so that the same text serves under any host name and path prefix.
 */
export function renderPlaylist(window: Window): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${window.targetDurationSeconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${window.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${window.discontinuitySequence}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ]
  for (const segment of window.segments) {
    if (segment.discontinuity) lines.push('#EXT-X-DISCONTINUITY')
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${segment.programDateTime}`)
    lines.push(`#EXTINF:${segment.durationSeconds.toFixed(6)},`)
    lines.push(`../_/${window.channelId}/${segment.path}`)
  }
  return `${lines.join('\n')}\n`
}
