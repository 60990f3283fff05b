export type AuditedSegment = {
  sequence: number
  /** How many discontinuities came before it, as a player counts them. */
  discontinuity: number
  uri: string
  durationSeconds: number
  /** Milliseconds since 1970; null where no date is given. */
  startsAt: number | null
  /** The part of its file that it is; null for all of it. */
  bytes: { offset: number; length: number } | null
  /** Nothing of it is to be had. */
  isGap: boolean
  /** What has to be read before it, as said since the last discontinuity; null where nothing is. */
  map: string | null
}

export type AuditedPlaylist = {
  targetDurationSeconds: number
  mediaSequence: number
  discontinuitySequence: number
  independent: boolean
  /** Each of its entries is one picture. */
  hasIFramesOnly: boolean
  segments: AuditedSegment[]
  malformed: string[]
}

/** Reads a media playlist as a strict player would; what cannot be read is told in `malformed`. */
export function parsePlaylist(text: string): AuditedPlaylist {
  const lines = text.split('\n').map((line) => line.trim())
  const malformed: string[] = []
  if (lines[0] !== '#EXTM3U') malformed.push('the first line is not #EXTM3U')
  const targetDurationSeconds = Number(tagValue(lines, 'EXT-X-TARGETDURATION'))
  if (!(targetDurationSeconds > 0)) malformed.push('there is no target duration')
  const mediaSequence = Number(tagValue(lines, 'EXT-X-MEDIA-SEQUENCE') ?? 0)
  const discontinuitySequence = Number(tagValue(lines, 'EXT-X-DISCONTINUITY-SEQUENCE') ?? 0)
  return {
    targetDurationSeconds,
    mediaSequence,
    discontinuitySequence,
    independent: lines.includes('#EXT-X-INDEPENDENT-SEGMENTS'),
    hasIFramesOnly: lines.includes('#EXT-X-I-FRAMES-ONLY'),
    segments: readSegments(lines, mediaSequence, discontinuitySequence, malformed),
    malformed,
  }
}

function readSegments(
  lines: readonly string[],
  mediaSequence: number,
  discontinuitySequence: number,
  malformed: string[],
): AuditedSegment[] {
  const segments: AuditedSegment[] = []
  let discontinuity = discontinuitySequence
  let map: string | null = null
  let said = NOTHING
  for (const line of lines) {
    if (line === '#EXT-X-DISCONTINUITY') [discontinuity, map] = [discontinuity + 1, null]
    else if (line.startsWith('#EXT-X-MAP:')) map = /URI="([^"]*)"/.exec(line)?.[1] ?? null
    else if (line.startsWith('#')) said = { ...said, ...saidBy(line, malformed) }
    else if (line !== '') {
      if (said.durationSeconds === null) malformed.push(`${line} has no duration`)
      const sequence = mediaSequence + segments.length
      const durationSeconds = said.durationSeconds ?? 0
      segments.push({ ...said, sequence, discontinuity, uri: line, durationSeconds, map })
      said = NOTHING
    }
  }
  return segments
}

/** What is said of the segment that follows. */
type Said = Pick<AuditedSegment, 'startsAt' | 'bytes' | 'isGap'> & {
  durationSeconds: number | null
}
const NOTHING: Said = { durationSeconds: null, startsAt: null, bytes: null, isGap: false }

function saidBy(line: string, malformed: string[]): Partial<Said> {
  if (line.startsWith('#EXTINF:')) return { durationSeconds: Number.parseFloat(line.slice(8)) }
  if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) return { startsAt: Date.parse(line.slice(25)) }
  if (line.startsWith('#EXT-X-BYTERANGE:')) return { bytes: readRange(line.slice(17), malformed) }
  return line === '#EXT-X-GAP' ? { isGap: true } : {}
}

/** `<length>@<offset>`: one that goes on from the entry before is none that we write. */
function readRange(value: string, malformed: string[]): AuditedSegment['bytes'] {
  const [, length, offset] = /^(\d+)@(\d+)$/.exec(value) ?? []
  if (length !== undefined) return { offset: Number(offset), length: Number(length) }
  malformed.push(`${value} is no range of bytes`)
  return null
}

function tagValue(lines: readonly string[], tag: string): string | undefined {
  return lines.find((line) => line.startsWith(`#${tag}:`))?.slice(tag.length + 2)
}
