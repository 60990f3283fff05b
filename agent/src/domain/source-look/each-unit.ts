import {
  hasPayload,
  PACKET_BYTES,
  payloadAt,
  pidAt,
  startsUnit,
} from '../transport-stream/packet.ts'

/** Calls back with each whole unit (table or PES packet) of a PID, put together from its packets. */
export function eachUnit(packets: Buffer, pid: number, onUnit: (unit: Buffer) => void): void {
  let parts: Buffer[] | null = null
  for (let at = 0; at + PACKET_BYTES <= packets.length; at += PACKET_BYTES) {
    if (pidAt(packets, at) !== pid || !hasPayload(packets, at)) continue
    if (startsUnit(packets, at)) {
      if (parts !== null) onUnit(Buffer.concat(parts))
      parts = []
    }
    parts?.push(packets.subarray(payloadAt(packets, at), at + PACKET_BYTES))
  }
  if (parts !== null) onUnit(Buffer.concat(parts))
}
