import { z } from 'zod'
import { decodedCmcd, type PlayerReport, readCmcd } from './cmcd.ts'
import { segmentPath } from './stream-path.ts'

/** A segment that nginx answered for by itself, as the line of its log says. */
export type ServedSegment = {
  channelId: string
  /** Which of its segments. */
  path: string
  /** Addresses that nginx was asked from and for, as in `X-Forwarded-For`. */
  forwarded: string
  userAgent: string
  bytes: number
  /** How long ago it was asked for, when the line was written. */
  tookMs: number
  /** What the player said of itself; null of one that does not. */
  player: PlayerReport | null
}

/** Longer ones nginx does not write, but for who sends it headers of many kilobytes. */
const MOST_CHARACTERS = 16_384

/** As `infra/nginx/segment-log.conf` has them written; all of them text. */
const Line = z.object({
  from: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.string(),
  bytes: z.string().regex(/^\d{1,15}$/),
  agent: z.string(),
  seconds: z.string().regex(/^\d{1,6}(\.\d{1,6})?$/),
  query: z.string(),
  headers: z.string(),
})

const SENT = new Set(['200', '206', '304'])

/**
 * Reads a datagram of syslog: `<190>Nov 27 17:15:34 tag: {…}`. Null of whatever is none, and of what
 * did not give a viewer a segment; most of what it says a stranger may have chosen.
 */
export function readSegmentLog(datagram: string): ServedSegment | null {
  if (datagram.length > MOST_CHARACTERS) return null
  const line = Line.safeParse(parsed(datagram.slice(datagram.indexOf('{'))))
  if (!line.success) return null
  const { from, method, path, status, bytes, agent, seconds, query, headers } = line.data
  const segment = segmentPath(path)
  if (segment === null || method !== 'GET' || !SENT.has(status)) return null
  return {
    channelId: segment.channelId,
    path: `${segment.runId}/${segment.file}`,
    forwarded: from,
    userAgent: agent,
    bytes: Number(bytes),
    tookMs: Number(seconds) * 1000,
    player: readCmcd(decodedCmcd(query)) ?? readCmcd(headers),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
