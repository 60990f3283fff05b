import type { IFrame } from '@cashbacktv/contract'
import {
  PACKET_BYTES,
  payloadAt,
  pidAt,
  SYNC,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'
import { pesDataAt, readStamps } from '../../../domain/transport-stream/pes.ts'
import { readTracks, type Tracks } from '../audio/tables.ts'
import { standsAlone } from '../cmaf/hevc.ts'
import { splitUnits } from '../ladder/nal-units.ts'
import { intraKind } from './intra-kind.ts'

/** Bytes of a segment. */
export type ByteSpan = Omit<IFrame, 'rendition'>

/**
 * Where the picture is that a segment begins with, with the tables before it (RFC 8216 4.3.3.6 and 4.3.4.3),
 * by the begin of the segment; `too-short` where that does not tell. Null where it is neither H.264 nor
 * HEVC, needs another picture, or comes without what a decoder has to know.
 */
export function findIFrame(head: Buffer, isWhole: boolean): ByteSpan | 'too-short' | null {
  const tracks = readTracks(head)
  if (tracks === null || tracks.video === null) return null
  const begin = firstPicture(head, tracks)
  if (begin === null) return isWhole ? null : 'too-short'
  if (begin.tables === null) return null
  const { end, hasEnded } = endOfPicture(head, tracks, begin.at)
  if (!hasEnded && !isWhole) return 'too-short'
  if (!isAlone(head.subarray(begin.at, end), tracks)) return null
  const { from: offset, to } = begin.tables
  return { offset, length: end - offset, tablesLength: to - offset }
}

/** Its first packet, and the tables that come last before it: what is between the begin and them is left out. */
function firstPicture(
  head: Buffer,
  { pmtPid, videoPid }: Tracks,
): { at: number; tables: { from: number; to: number } | null } | null {
  let association: number | null = null
  let tables: { from: number; to: number } | null = null
  for (let at = 0; at + PACKET_BYTES <= head.length; at += PACKET_BYTES) {
    if (!startsUnit(head, at)) continue
    const pid = pidAt(head, at)
    if (pid === ASSOCIATION_PID) association = at
    if (pid === pmtPid && association !== null)
      tables = { from: association, to: at + PACKET_BYTES }
    if (pid === videoPid && beginsPicture(head, at)) return { at, tables }
  }
  return null
}

const ASSOCIATION_PID = 0

/** The end of the last packet of a picture that is there. */
function endOfPicture(
  head: Buffer,
  { videoPid }: Tracks,
  from: number,
): { end: number; hasEnded: boolean } {
  let end = from + PACKET_BYTES
  for (let at = end; at + PACKET_BYTES <= head.length; at += PACKET_BYTES) {
    if (pidAt(head, at) !== videoPid) continue
    if (beginsPicture(head, at)) return { end, hasEnded: true }
    end = at + PACKET_BYTES
  }
  return { end, hasEnded: false }
}

/** What comes before most pictures, and says it of nearly all: to put them together as a whole takes longer than all else. */
const FIRST_BYTES = 16 * PACKET_BYTES
/** The sets of HEVC are longer, and come in units that are looked at as a whole. */
const FIRST_HEVC_BYTES = 64 * PACKET_BYTES

function isAlone(packets: Buffer, tracks: Tracks): boolean {
  // In HEVC the type of its units says that it needs no other (ITU-T H.265 7.4.2.2), and they come first.
  if (tracks.video === 'hevc')
    return standsAlone(splitUnits(dataIn(packets.subarray(0, FIRST_HEVC_BYTES), tracks)))
  const first = intraKind(dataIn(packets.subarray(0, FIRST_BYTES), tracks))
  return first === 'idr' || intraKind(dataIn(packets, tracks)) !== null
}

/** A picture as the decoder gets it, from its first packet on. */
function dataIn(packets: Buffer, { videoPid }: Tracks): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at + PACKET_BYTES <= packets.length; at += PACKET_BYTES) {
    if (pidAt(packets, at) !== videoPid) continue
    const payload = payloadAt(packets, at)
    parts.push(
      packets.subarray(at === 0 ? pesDataAt(packets, payload) : payload, at + PACKET_BYTES),
    )
  }
  return Buffer.concat(parts)
}

function beginsPicture(head: Buffer, at: number): boolean {
  return head[at] === SYNC && startsUnit(head, at) && readStamps(head, payloadAt(head, at)) !== null
}
