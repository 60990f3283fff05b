import { z } from 'zod'

/**
 * What a player says of itself with a request, by CMCD (CTA-5004, version 1). Keys of ours in the
 * words of the standard: `sid`, `su`, `bs`, `bl`, `d`, `mtp`, `pr` and `ot`.
 */
export type PlayerReport = {
  sessionId: string
  /** It starts, seeks or recovers and needs this soon. */
  isUrgent: boolean
  /** Its buffer ran empty since it asked before. */
  isStarved: boolean
  /** It asked for audio or video, and not for a playlist. */
  isMedia: boolean
  /** Media that it has in store, and that it asks for. Null where it does not say. */
  bufferSeconds: number | null
  objectSeconds: number | null
  throughputKbps: number | null
  /** 0 while it does not play. */
  rate: number
}

/** All that the standard has is shorter by far. */
const MOST_CHARACTERS = 2000

/** Of a live stream nothing is longer, and no line faster. */
const Milliseconds = z.coerce.number().min(0).max(3_600_000)
const Report = z.object({
  sid: z.string().min(1).max(64),
  su: z.literal(true).optional(),
  bs: z.literal(true).optional(),
  ot: z.string().optional(),
  bl: Milliseconds.optional(),
  d: Milliseconds.optional(),
  mtp: z.coerce.number().min(0).max(100_000_000).optional(),
  pr: z.coerce.number().min(0).max(16).optional(),
})

/** Audio, video, and both in one. */
const MEDIA = new Set(['a', 'v', 'av'])

/** The value of `CMCD` in a query as it was sent, or headers joined by commas; null of what says nothing. */
export function readCmcd(text: string): PlayerReport | null {
  if (text === '' || text.length > MOST_CHARACTERS) return null
  const report = Report.safeParse(Object.fromEntries(pairsOf(text)))
  if (!report.success) return null
  const { sid, su, bs, ot, bl, d, mtp, pr } = report.data
  return {
    sessionId: sid,
    isUrgent: su === true,
    isStarved: bs === true,
    // hls.js does not know of the first segment what is in it; a playlist has no duration.
    isMedia: ot === undefined ? d !== undefined : MEDIA.has(ot),
    bufferSeconds: bl === undefined ? null : bl / 1000,
    objectSeconds: d === undefined ? null : d / 1000,
    throughputKbps: mtp ?? null,
    rate: pr ?? 1,
  }
}

/** What `CMCD=` in the query of an address says; empty where it does not stand. */
export function cmcdOfAddress(address: string): string {
  return decodedCmcd(/[?&]CMCD=([^&#]*)/.exec(address)?.[1] ?? '')
}

/** Of what is not encoded properly nothing is known. */
export function decodedCmcd(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** `bl=2100,bs,sid="…"`: a key without a value is true, and text stands in quotes. Headers joined leave gaps. */
const PAIR = /,*([\w-]+)(?:=("(?:[^"\\]|\\.)*"|[^,"]*))?(?:,|$)/gy

function* pairsOf(text: string): Generator<[string, string | true]> {
  for (const [, key = '', value] of text.matchAll(PAIR)) {
    if (value === undefined) yield [key, true]
    else yield [key, value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value]
  }
}
