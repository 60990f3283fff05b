import { wrapped } from '../../../../domain/transport-stream/clock.ts'
import { unitPacket } from '../../../../domain/transport-stream/packet.ts'
import { audioPes } from '../../../../domain/transport-stream/pes.ts'
import { AUDIO_PID, makeSegment, VIDEO_PID } from '../../audio/test/make-segment.ts'

const PAYLOAD_BYTES = 180

/** Tables of a programme of H.264 and AAC, or of tracks of other types. */
export function tables(types: { video?: number; audio?: number } = {}): Buffer {
  const audio = { sampleRateIndex: 3, channels: 2 } as const
  const packets = makeSegment({ start: 0, pictures: 0, spoken: [], audio })
  retype(packets, VIDEO_PID, types.video)
  retype(packets, AUDIO_PID, types.audio)
  return packets
}

function retype(packets: Buffer, pid: number, type: number | undefined): void {
  const entry = packets.lastIndexOf(Buffer.from([0xe0 | (pid >> 8), pid & 0xff, 0xf0, 0]))
  if (type !== undefined) packets.writeUInt8(type, entry - 1)
}

export type Stamped = { pts: number; dts?: number }

/**
 * A PES packet of pictures in as many packets as it needs; it has no time where that is null, and says
 * how many bytes of data it has where that is given.
 */
export function picturePes(
  stamps: Stamped | null,
  units: readonly Buffer[],
  bytes: number | null = null,
): Buffer {
  const begin = head(stamps)
  if (bytes !== null) begin.writeUInt16BE(begin.length - UNCOUNTED + bytes, 4)
  return packets(VIDEO_PID, Buffer.concat([begin, byteStream(units)]))
}

/** What the length of a PES packet does not count. */
const UNCOUNTED = 6

/** Units behind start codes. */
export function byteStream(units: readonly Buffer[]): Buffer {
  return Buffer.concat(units.flatMap((unit) => [Buffer.from([0, 0, 0, 1]), unit]))
}

function head(stamps: Stamped | null): Buffer {
  if (stamps === null) return Buffer.from([0, 0, 1, 0xe0, 0, 0, 0x80, 0, 0])
  const { pts, dts = pts } = stamps
  // The bytes of a time are those of audio.
  const stamp = (ticks: number) => audioPes(wrapped(ticks), Buffer.alloc(0)).subarray(9)
  return Buffer.concat([Buffer.from([0, 0, 1, 0xe0, 0, 0, 0x80, 0xc0, 10]), stamp(pts), stamp(dts)])
}

/** A PES packet of audio, which says its length. */
export function audioUnit(pts: number, data: Buffer): Buffer {
  return packets(AUDIO_PID, audioPes(pts, data))
}

function packets(pid: number, pes: Buffer): Buffer {
  const all: Buffer[] = []
  for (let at = 0; at < pes.length; at += PAYLOAD_BYTES) {
    const packet = unitPacket(pid, pes.subarray(at, at + PAYLOAD_BYTES))
    if (at > 0) packet.writeUInt8(packet.readUInt8(1) & ~0x40, 1)
    all.push(packet)
  }
  return Buffer.concat(all)
}
