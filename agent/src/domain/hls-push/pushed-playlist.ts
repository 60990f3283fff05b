import { createHash } from 'node:crypto'
import type { OriginMedia, OriginSegment } from './origin-playlist.ts'

/** How a playlist that the one of this name leads to is called at the far side: `index-720p.m3u8`. */
export function variantName(playlist: string, uri: string): string {
  const own = fileOf(uri).replace(/\.m3u8$/i, '')
  return `${stemOf(playlist)}-${own}.m3u8`
}

/**
 * How a segment is called at the far side. No name is ever used for other bytes, or caches there would
 * answer with the old: what it is made of, its number and its address at the origin, is together never
 * used again, not even by an origin that has lost its numbers.
 */
export function segmentName(playlist: string, { number, uri }: OriginSegment): string {
  const file = fileOf(uri)
  const extension = file.slice(file.lastIndexOf('.'))
  const mark = createHash('sha256').update(uri).digest('hex').slice(0, 10)
  return `${stemOf(playlist)}-${String(number).padStart(8, '0')}-${mark}${extension}`
}

/** The type that its server is to hand a file out as. */
export function typeOfFile(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return TYPES[extension] ?? 'application/octet-stream'
}

const TYPES: Record<string, string> = {
  m3u8: 'application/vnd.apple.mpegurl',
  ts: 'video/mp2t',
  aac: 'audio/aac',
  vtt: 'text/vtt',
}

/**
 * The newest segments of the list that follow one another and are all at the far side. A hole in the
 * middle could not be listed: numbers are counted from the first (RFC 8216 6.2.1).
 */
export function unbroken(
  segments: readonly OriginSegment[],
  isThere: (segment: OriginSegment) => boolean,
): readonly OriginSegment[] {
  const hole = segments.findLastIndex((segment) => !segment.isGap && !isThere(segment))
  return segments.slice(hole + 1)
}

/**
 * The origin's playlist as text, with other names and of these of its segments. Numbers, dates and
 * discontinuities are those of the origin: what is seen at the far side is what a player of the origin
 * sees that looks into its playlist less often, also when uploads begin again after an outage.
 */
export function pushedPlaylist(
  { version, targetDuration, discontinuitySequence, isIndependent, segments }: OriginMedia,
  listed: readonly OriginSegment[],
  nameOf: (segment: OriginSegment) => string,
): string {
  const [first] = listed
  const left = segments.filter(({ number }) => number < (first?.number ?? 0))
  const seams = left.filter(({ isDiscontinuity }) => isDiscontinuity).length
  const lines = [
    '#EXTM3U',
    `#EXT-X-VERSION:${version}`,
    `#EXT-X-TARGETDURATION:${targetDuration}`,
    `#EXT-X-MEDIA-SEQUENCE:${first?.number ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${discontinuitySequence + seams}`,
    ...(isIndependent ? ['#EXT-X-INDEPENDENT-SEGMENTS'] : []),
    ...listed.flatMap((segment) => [...segment.tags, nameOf(segment)]),
  ]
  return `${lines.join('\n')}\n`
}

function stemOf(playlist: string): string {
  return playlist.replace(/\.m3u8$/i, '')
}

/** The last part of an address, without its query. */
function fileOf(uri: string): string {
  const path = uri.split('?')[0] ?? ''
  return path.slice(path.lastIndexOf('/') + 1)
}
