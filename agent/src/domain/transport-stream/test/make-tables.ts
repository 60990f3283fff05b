import { crc32 } from '../crc32.ts'
import { PACKET_BYTES, SYNC } from '../packet.ts'

/** Tables as multiplexers write them, and as none does. */
export const PAYLOAD = PACKET_BYTES - 4
export const TABLE_PID = 0x1000

export function packet(pid: number, begins: boolean, payload: Buffer): Buffer {
  const bytes = Buffer.alloc(PACKET_BYTES, 0xff)
  bytes.set([SYNC, 0, 0, 0x10])
  bytes.writeUInt16BE((begins ? 0x4000 : 0) | pid, 1)
  payload.copy(bytes, 4, 0, PAYLOAD)
  return bytes
}

/** A unit in as many packets as it takes. */
export function packets(pid: number, unit: Buffer): Buffer {
  const count = Math.ceil(unit.length / PAYLOAD)
  return Buffer.concat(
    Array.from({ length: count }, (_, at) =>
      packet(pid, at === 0, unit.subarray(at * PAYLOAD, (at + 1) * PAYLOAD)),
    ),
  )
}

/** A table as its packets; `length` is what it says of itself where that is another. */
export function table(
  pid: number,
  id: number,
  extension: number,
  body: Buffer,
  length?: number,
): Buffer {
  const section = Buffer.alloc(8 + body.length + 4)
  section.set([id, 0, 0, 0, 0, 0xc1])
  section.writeUInt16BE(0xb000 | (length ?? section.length - 3), 1)
  section.writeUInt16BE(extension, 3)
  body.copy(section, 8)
  section.writeUInt32BE(crc32(section.subarray(0, -4)), section.length - 4)
  return packets(pid, Buffer.concat([Buffer.from([0]), section]))
}

export const pair = (first: number, second: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16BE(first, 0)
  bytes.writeUInt16BE(second, 2)
  return bytes
}

/** Lists of programmes, 250 in each. */
export function programmes(count: number, pidOf: (number: number) => number, from = 1): Buffer {
  const all = Array.from({ length: count }, (_, at) => pair(from + at, 0xe000 | pidOf(from + at)))
  const lists = Array.from({ length: Math.ceil(count / 250) }, (_, at) =>
    table(0, 0x00, 1, Buffer.concat(all.slice(at * 250, (at + 1) * 250))),
  )
  return Buffer.concat(lists)
}

export const track = (type: number, pid: number, descriptors = Buffer.alloc(0)) => {
  const head = Buffer.from([type, 0, 0, 0, 0])
  head.writeUInt16BE(0xe000 | pid, 1)
  head.writeUInt16BE(0xf000 | descriptors.length, 3)
  return Buffer.concat([head, descriptors])
}
export const noClock = Buffer.from([0xff, 0xff, 0xf0, 0])
export const tracksOf = (number: number, all: Buffer[], pid = TABLE_PID) =>
  table(pid, 0x02, number, Buffer.concat([noClock, ...all]))
