import { wrapped } from './clock.ts'

export type Stamps = { pts: number; dts: number }

/** Timestamps of the PES packet that begins there; null when it has none. */
export function readStamps(bytes: Buffer, at: number): Stamps | null {
  if (at + 14 > bytes.length || bytes.readUIntBE(at, 3) !== 1) return null
  const flags = bytes.readUInt8(at + 7) >> 6
  if (flags < 2) return null
  const pts = readStamp(bytes, at + 9)
  return { pts, dts: flags === 3 && at + 19 <= bytes.length ? readStamp(bytes, at + 14) : pts }
}

/** Where the data of the PES packet begins. */
export function pesDataAt(bytes: Buffer, at: number): number {
  return at + 9 + bytes.readUInt8(at + 8)
}

/** A PES packet of audio. `data` is short: its length has 16 bits. */
export function audioPes(pts: number, data: Buffer): Buffer {
  const head = Buffer.from([0, 0, 1, 0xc0, 0, 0, 0x84, 0x80, 5, 0, 0, 0, 0, 0])
  head.writeUInt16BE(data.length + 8, 4)
  writeStamp(head, 9, wrapped(pts))
  return Buffer.concat([head, data])
}

/** 3 + 15 + 15 bits with a marker behind each. */
function readStamp(bytes: Buffer, at: number): number {
  const high = (bytes.readUInt8(at) >> 1) & 0x07
  const middle = bytes.readUInt16BE(at + 1) >> 1
  const low = bytes.readUInt16BE(at + 3) >> 1
  return high * 2 ** 30 + middle * 2 ** 15 + low
}

function writeStamp(bytes: Buffer, at: number, stamp: number): void {
  bytes.writeUInt8(0x21 | (Math.floor(stamp / 2 ** 30) << 1), at)
  bytes.writeUInt16BE(((Math.floor(stamp / 2 ** 15) & 0x7fff) << 1) | 1, at + 1)
  bytes.writeUInt16BE(((stamp % 2 ** 15) << 1) | 1, at + 3)
}
