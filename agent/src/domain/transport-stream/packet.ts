/** Packets of an MPEG transport stream (ISO/IEC 13818-1). Offsets are those of packets in a buffer. */
export const PACKET_BYTES = 188
export const SYNC = 0x47

const HAS_PAYLOAD = 0x10
const HAS_ADAPTATION = 0x20

// Thousands of packets are looked at each second: they are read as arrays, which checks no arguments.

export function pidAt(bytes: Buffer, at: number): number {
  return (((bytes[at + 1] ?? 0) & 0x1f) << 8) | (bytes[at + 2] ?? 0)
}

/** A table or a PES packet begins in it. */
export function startsUnit(bytes: Buffer, at: number): boolean {
  return ((bytes[at + 1] ?? 0) & 0x40) !== 0
}

export function hasPayload(bytes: Buffer, at: number): boolean {
  return ((bytes[at + 3] ?? 0) & HAS_PAYLOAD) !== 0
}

/** Where the payload begins; the packet's end when it has none. */
export function payloadAt(bytes: Buffer, at: number): number {
  const flags = bytes[at + 3] ?? 0
  if ((flags & HAS_PAYLOAD) === 0) return at + PACKET_BYTES
  const skipped = (flags & HAS_ADAPTATION) === 0 ? 0 : 1 + (bytes[at + 4] ?? 0)
  return Math.min(at + PACKET_BYTES, at + 4 + skipped)
}

export function counterAt(bytes: Buffer, at: number): number {
  return (bytes[at + 3] ?? 0) & 0x0f
}

export function setCounter(bytes: Buffer, at: number, counter: number): void {
  bytes.writeUInt8((bytes.readUInt8(at + 3) & 0xf0) | (counter & 0x0f), at + 3)
}

/** One packet with the begin of a unit, stuffed to its length. The payload is at most 182 bytes. */
export function unitPacket(pid: number, payload: Buffer): Buffer {
  const packet = Buffer.alloc(PACKET_BYTES, 0xff)
  packet.writeUInt8(SYNC, 0)
  packet.writeUInt16BE(0x4000 | pid, 1)
  packet.writeUInt8(HAS_ADAPTATION | HAS_PAYLOAD, 3)
  packet.writeUInt8(PACKET_BYTES - 5 - payload.length, 4)
  packet.writeUInt8(0, 5)
  payload.copy(packet, PACKET_BYTES - payload.length)
  return packet
}

/** A packet without payload that allows the next one to count on from any number. */
export function jumpPacket(pid: number, counter: number): Buffer {
  const packet = Buffer.alloc(PACKET_BYTES, 0xff)
  packet.writeUInt8(SYNC, 0)
  packet.writeUInt16BE(pid, 1)
  packet.writeUInt8(HAS_ADAPTATION | counter, 3)
  packet.writeUInt8(PACKET_BYTES - 5, 4)
  packet.writeUInt8(0x80, 5)
  return packet
}
