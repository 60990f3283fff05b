/** A segment as a playlist of the origin lists it. */
export type OriginSegment = {
  /** Its media sequence number. */
  number: number
  /** Relative to the playlist. */
  uri: string
  durationSeconds: number
  /** All that is said of it but its key, as it is written (RFC 8216 4.3.2). */
  tags: readonly string[]
  isDiscontinuity: boolean
  /** It is not to be had: players go past it. */
  isGap: boolean
  /** Where the key is that it is encrypted with, relative to the playlist. */
  keyUri: string | null
}

export type OriginMedia = {
  version: string
  targetDuration: string
  discontinuitySequence: number
  isIndependent: boolean
  segments: readonly OriginSegment[]
}

/** What of a playlist stands for the whole of it. */
const OF_THE_WHOLE =
  /^#(EXTM3U|EXT-X-(VERSION|TARGETDURATION|MEDIA-SEQUENCE|DISCONTINUITY-SEQUENCE|INDEPENDENT-SEGMENTS|SERVER-CONTROL|ENDLIST))/

/** Reads a media playlist of the origin; null for what is none. */
export function readMedia(text: string): OriginMedia | null {
  const sequence = value(text, 'MEDIA-SEQUENCE')
  if (!text.startsWith('#EXTM3U') || sequence === null) return null
  const segments: OriginSegment[] = []
  let tags: string[] = []
  let keyUri: string | null = null
  for (const line of linesOf(text)) {
    if (OF_THE_WHOLE.test(line)) continue
    if (line.startsWith('#EXT-X-KEY:')) keyUri = /URI="([^"]+)"/.exec(line)?.[1] ?? null
    else if (line.startsWith('#')) tags.push(line)
    else {
      segments.push({
        number: Number(sequence) + segments.length,
        uri: line,
        tags,
        keyUri,
        durationSeconds: durationOf(tags),
        isDiscontinuity: tags.includes('#EXT-X-DISCONTINUITY'),
        isGap: tags.includes('#EXT-X-GAP'),
      })
      tags = []
    }
  }
  return {
    version: value(text, 'VERSION') ?? '6',
    targetDuration: value(text, 'TARGETDURATION') ?? '10',
    discontinuitySequence: Number(value(text, 'DISCONTINUITY-SEQUENCE') ?? 0),
    isIndependent: text.includes('#EXT-X-INDEPENDENT-SEGMENTS'),
    segments,
  }
}

/**
 * The playlists that a multivariant one leads to, by their addresses in it; null for another kind.
 * Without those of pictures to seek by, which are parts of segments.
 */
export function readVariants(text: string): string[] | null {
  if (!text.includes('#EXT-X-STREAM-INF:')) return null
  const uris = linesOf(text).flatMap((line) => {
    if (line.startsWith('#EXT-X-MEDIA:')) return MEDIA_URI.exec(line)?.[1] ?? []
    return line.startsWith('#') ? [] : line
  })
  return [...new Set(uris)]
}

/** The same multivariant playlist with other addresses. */
export function renameVariants(text: string, nameOf: (uri: string) => string): string {
  const lines = linesOf(text).flatMap((line) => {
    if (line.startsWith('#EXT-X-I-FRAME-STREAM-INF:')) return []
    if (line.startsWith('#EXT-X-MEDIA:'))
      return line.replace(MEDIA_URI, (_, uri) => `,URI="${nameOf(uri)}"`)
    return line.startsWith('#') ? line : nameOf(line)
  })
  return `${lines.join('\n')}\n`
}

const MEDIA_URI = /,URI="([^"]+)"/

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

function value(text: string, tag: string): string | null {
  return new RegExp(`^#EXT-X-${tag}:(\\d+)`, 'm').exec(text)?.[1] ?? null
}

function durationOf(tags: readonly string[]): number {
  const said = tags.find((tag) => tag.startsWith('#EXTINF:'))
  return Number.parseFloat(said?.slice('#EXTINF:'.length) ?? '') || 0
}
