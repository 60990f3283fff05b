import {
  hasPayload,
  PACKET_BYTES,
  payloadAt,
  pidAt,
  SYNC,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'
import { pesDataAt, readStamps, type Stamps } from '../../../domain/transport-stream/pes.ts'

/** The data of a PES packet with its time, together with that of those behind it that have none. */
export type TimedData = {
  stamps: Stamps
  data: Buffer
  /** It has as many bytes as it says; one of pictures may not say it. */
  isWhole: boolean
}

const PES_HEAD = 9
const LENGTH_AT = 4
/** What the length of a PES packet does not count. */
const UNCOUNTED = 6

/**
 * All data of a track in a segment. What belongs to a packet of the segment before is of no known time
 * and left out, and so are packets that are damaged. Its bytes are copied once.
 */
export function collectPes(segment: Buffer, pid: number): TimedData[] {
  const data = Buffer.allocUnsafe(segment.length)
  const spans: Span[] = []
  let open: Span | null = null
  let end = 0
  for (let at = 0; at + PACKET_BYTES <= segment.length; at += PACKET_BYTES) {
    if (!isOfTrack(segment, at, pid)) continue
    let from = payloadAt(segment, at)
    if (startsUnit(segment, at)) {
      const begin = readBegin(segment, at, from)
      open = begin === null ? null : openSpan(begin, open, end)
      if (open !== null && open !== spans.at(-1)) spans.push(open)
      from = begin?.from ?? from
    }
    if (open === null) continue
    const bytes = Math.min(at + PACKET_BYTES - from, open.left)
    end += segment.copy(data, end, from, from + bytes)
    open.to = end
    open.left -= bytes
  }
  return spans.map(({ stamps, from, to, left }) => {
    return { stamps, data: data.subarray(from, to), isWhole: left === 0 || left === UNSAID }
  })
}

/** `left` is how many of its bytes are still to come. */
type Span = { stamps: Stamps; from: number; to: number; left: number }

const UNSAID = Number.POSITIVE_INFINITY

function isOfTrack(segment: Buffer, at: number, pid: number): boolean {
  if (segment[at] !== SYNC || pidAt(segment, at) !== pid || !hasPayload(segment, at)) return false
  const isDamaged = ((segment[at + 1] ?? 0) & 0x80) !== 0
  return !isDamaged
}

type Begin = { stamps: Stamps | null; announced: number; from: number }

/** What a PES packet says first (ISO/IEC 13818-1 2.4.3.7), and where its data begins; null where it is none. */
function readBegin(segment: Buffer, at: number, payload: number): Begin | null {
  const end = at + PACKET_BYTES
  if (payload + PES_HEAD > end || segment.readUIntBE(payload, 3) !== 1) return null
  const from = pesDataAt(segment, payload)
  if (from > end) return null
  const length = segment.readUInt16BE(payload + LENGTH_AT)
  const announced = length === 0 ? UNSAID : length + UNCOUNTED - (from - payload)
  return { stamps: readStamps(segment, payload), announced: Math.max(0, announced), from }
}

/** The second field of a picture may come without a time of its own: it goes on with the first one. */
function openSpan({ stamps, announced }: Begin, before: Span | null, at: number): Span | null {
  if (stamps !== null) return { stamps, from: at, to: at, left: announced }
  if (before !== null) before.left = (before.left === UNSAID ? 0 : before.left) + announced
  return before
}
