import { wrapped } from '../../../domain/transport-stream/clock.ts'
import type { AudioShape } from '../ladder/audio-media.ts'
import { readAdts } from './adts.ts'

const OWNER = Buffer.from('com.apple.streaming.transportStreamTimestamp\0', 'latin1')
const HEADER_BYTES = 10
/** RFC 6381, of ISO/IEC 14496-3 object type 2. */
export const AAC_LC = 'mp4a.40.2'

/**
 * ADTS frames as a segment of packed audio: before them an ID3 tag says when they are heard, on the
 * clock of the pictures beside them (RFC 8216 3.4).
 */
export function packedAudio(pts: number, frames: Buffer): Buffer {
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(BigInt(wrapped(pts)))
  const body = Buffer.concat([OWNER, stamp])
  const frame = Buffer.alloc(HEADER_BYTES)
  frame.write('PRIV', 0, 'latin1')
  writeSyncSafe(frame, 4, body.length)
  const tag = Buffer.alloc(HEADER_BYTES)
  tag.write('ID3', 0, 'latin1')
  tag.writeUInt8(4, 3)
  writeSyncSafe(tag, 6, frame.length + body.length)
  return Buffer.concat([tag, frame, body, frames])
}

/** A segment of packed audio: when its frames are heard, and where they are; null where it is none. */
export function readPacked(segment: Buffer): { pts: number; frames: Buffer } | null {
  if (segment.length < HEADER_BYTES || segment.toString('latin1', 0, 3) !== 'ID3') return null
  const end = HEADER_BYTES + readSyncSafe(segment, 6)
  const owner = segment.indexOf(OWNER)
  const stamp = owner + OWNER.length
  if (owner < 0 || stamp + 8 > Math.min(end, segment.length)) return null
  const pts = wrapped(Number(BigInt.asUintN(33, segment.readBigUInt64BE(stamp))))
  return { pts, frames: segment.subarray(end) }
}

/** What a segment of packed audio says of itself; null where it cannot be read. */
export function shapeOfPacked(head: Buffer): AudioShape | null {
  if (head.length < HEADER_BYTES) return null
  const frame = readAdts(head, HEADER_BYTES + readSyncSafe(head, 6))
  return frame?.audio ? { channels: frame.audio.channels, codec: AAC_LC } : null
}

/** ID3v2.4 writes lengths in seven bits a byte. */
function writeSyncSafe(target: Buffer, at: number, value: number): void {
  for (const [index, shift] of [21, 14, 7, 0].entries()) {
    target.writeUInt8((value >> shift) & 0x7f, at + index)
  }
}

function readSyncSafe(bytes: Buffer, at: number): number {
  return [0, 1, 2, 3].reduce(
    (value, index) => value * 128 + (bytes.readUInt8(at + index) & 0x7f),
    0,
  )
}
