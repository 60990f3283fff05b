import {
  hasPayload,
  PACKET_BYTES,
  payloadAt,
  pidAt,
  SYNC,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'
import { pesDataAt, readStamps } from '../../../domain/transport-stream/pes.ts'

/** One PES packet: its timestamp, null where it has none, and its data. */
export type SplitPes = { pts: number | null; data: Buffer }

const PRIVATE_STREAM = 0xbd
const PES_HEAD = 6
/** Headers say their own length up to here. */
const LEAST_PES = 9

/**
 * The whole PES packets of private data in packets of a transport stream that has one track, in their
 * order, and how many bytes of it were used up. Packets that are damaged are passed over.
 */
export function splitPes(bytes: Buffer): { units: SplitPes[]; used: number } {
  const units: SplitPes[] = []
  let parts: Buffer[] | null = null
  let [pid, size, used] = [-1, 0, 0]
  let at = 0
  for (; at + PACKET_BYTES <= bytes.length; at += PACKET_BYTES) {
    if (bytes[at] !== SYNC || !hasPayload(bytes, at)) continue
    const payload = bytes.subarray(payloadAt(bytes, at), at + PACKET_BYTES)
    if (startsUnit(bytes, at)) {
      if (!isPrivate(payload)) continue
      // One that was cut off is left.
      parts = []
      pid = pidAt(bytes, at)
      used = at
      size = 0
    } else if (parts === null || pidAt(bytes, at) !== pid) continue
    parts?.push(payload)
    size += payload.length
    if (parts === null || size < lengthOf(parts)) continue
    units.push(pesOf(Buffer.concat(parts)))
    parts = null
  }
  return { units, used: parts === null ? at : used }
}

function isPrivate(payload: Buffer): boolean {
  return payload.length > PES_HEAD && payload.readUIntBE(0, 4) === 0x100 + PRIVATE_STREAM
}

/** Of the whole packet, as its head says; put together it is once all of it is there. */
function lengthOf([head]: readonly Buffer[]): number {
  return Math.max(LEAST_PES, PES_HEAD + (head?.readUInt16BE(4) ?? 0))
}

function pesOf(pes: Buffer): SplitPes {
  const length = PES_HEAD + pes.readUInt16BE(4)
  const data = pes.subarray(Math.min(length, pesDataAt(pes, 0)), length)
  return { pts: readStamps(pes, 0)?.pts ?? null, data }
}
