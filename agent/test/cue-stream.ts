import { since } from '../src/domain/transport-stream/clock.ts'
import { crc32 } from '../src/domain/transport-stream/crc32.ts'
import {
  PACKET_BYTES,
  payloadAt,
  pidAt,
  startsUnit,
} from '../src/domain/transport-stream/packet.ts'
import { readStamps } from '../src/domain/transport-stream/pes.ts'

/** What a cue says, in ticks of 90 kHz of the stream that it is in. */
export type MadeCue = {
  eventId: number
  /** Null splices at once. */
  at: number | null
  isOut: boolean
  duration?: number
  autoReturn?: boolean
  isCancelled?: boolean
  adjustment?: number
}

/** A splice_insert (SCTE 35, 9.7.3) as a whole section with its checksum. */
export function spliceInsert(cue: MadeCue): Buffer {
  return section(0x05, insertBody(cue), Buffer.alloc(0), cue.adjustment ?? 0)
}

/** A time_signal with one segmentation_descriptor (SCTE 35, 10.3.3) of a type such as 0x34. */
export function timeSignal(cue: MadeCue & { type: number }): Buffer {
  const id = Buffer.alloc(4)
  id.writeUInt32BE(cue.eventId)
  const flags = cue.isCancelled ? [0xff] : [0x7f, cue.duration === undefined ? 0xbf : 0xff]
  const length = cue.duration === undefined ? [] : [...forty(cue.duration)]
  const rest = cue.isCancelled ? [] : [...length, 0, 0, cue.type, 1, 1]
  const body = Buffer.from([...Buffer.from('CUEI'), ...id, ...flags, ...rest])
  const descriptor = Buffer.concat([Buffer.from([0x02, body.length]), body])
  return section(0x06, spliceTime(cue.at ?? 0), descriptor, cue.adjustment ?? 0)
}

function insertBody(cue: MadeCue): Buffer {
  const id = Buffer.alloc(4)
  id.writeUInt32BE(cue.eventId)
  if (cue.isCancelled) return Buffer.concat([id, Buffer.from([0xff])])
  const isAtOnce = cue.at === null
  const flags =
    (cue.isOut ? 0x80 : 0) | 0x40 | (cue.duration === undefined ? 0 : 0x20) | (isAtOnce ? 0x10 : 0)
  const when = cue.at === null ? Buffer.alloc(0) : spliceTime(cue.at)
  const length =
    cue.duration === undefined ? Buffer.alloc(0) : breakLength(cue.duration, cue.autoReturn ?? true)
  return Buffer.concat([id, Buffer.from([0x7f, flags | 0x0f]), when, length, Buffer.alloc(4)])
}

function spliceTime(at: number): Buffer {
  return withBit(0xfe, at)
}

function breakLength(duration: number, autoReturn: boolean): Buffer {
  return withBit(autoReturn ? 0xfe : 0x7e, duration)
}

function withBit(flags: number, ticks: number): Buffer {
  const bytes = forty(ticks)
  bytes.writeUInt8(flags | (bytes.readUInt8(0) & 1), 0)
  return bytes
}

function forty(ticks: number): Buffer {
  const bytes = Buffer.alloc(5)
  bytes.writeUIntBE(ticks, 0, 5)
  return bytes
}

function section(command: number, body: Buffer, descriptors: Buffer, adjustment: number): Buffer {
  const head = Buffer.alloc(14)
  head.writeUInt8(0xfc, 0)
  head.writeUIntBE(adjustment, 4, 5)
  head.writeUInt16BE(0xfff0 | (body.length >> 8), 10)
  head.writeUInt8(0xff, 10)
  head.writeUInt8(0xf0 | (body.length >> 8), 11)
  head.writeUInt8(body.length & 0xff, 12)
  head.writeUInt8(command, 13)
  const loop = Buffer.alloc(2)
  loop.writeUInt16BE(descriptors.length)
  const all = Buffer.concat([head, body, loop, descriptors])
  all.writeUInt16BE(0x3000 | (all.length + 4 - 3), 1)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(all))
  return Buffer.concat([all, checksum])
}

export type PlacedCue = {
  /** Ticks of the picture before which it is sent. */
  sentAt: number
  section: Buffer
}

export const CUE_PID = 0x1f0
const PMT = 0x02

/** A transport stream with a track of cues (stream type 0x86, registered CUEI) among its others; they in their order. */
export function withCues(stream: Buffer, cues: readonly PlacedCue[]): Buffer {
  const waiting = [...cues]
  const pmtPid = pmtPidOf(stream)
  const videoPid = 0x100
  const packets: Buffer[] = []
  let counter = 0
  for (let at = 0; at + PACKET_BYTES <= stream.length; at += PACKET_BYTES) {
    const packet = stream.subarray(at, at + PACKET_BYTES)
    const pid = pidAt(stream, at)
    const starts = startsUnit(stream, at)
    const stamp = pid === videoPid && starts ? readStamps(stream, payloadAt(stream, at)) : null
    while (stamp !== null && waiting[0] !== undefined && since(waiting[0].sentAt, stamp.dts) >= 0) {
      packets.push(sectionPacket(waiting.shift()?.section ?? Buffer.alloc(0), counter++))
    }
    packets.push(pid === pmtPid && starts ? withTrack(packet) : packet)
  }
  return Buffer.concat(packets)
}

function pmtPidOf(stream: Buffer): number {
  for (let at = 0; at + PACKET_BYTES <= stream.length; at += PACKET_BYTES) {
    if (pidAt(stream, at) !== 0 || !startsUnit(stream, at)) continue
    const table = payloadAt(stream, at) + 1
    return stream.readUInt16BE(table + 10) & 0x1fff
  }
  throw new Error('It has no tables.')
}

function sectionPacket(section: Buffer, counter: number): Buffer {
  if (section.length > PACKET_BYTES - 5) throw new Error('It does not fit a packet.')
  const packet = Buffer.alloc(PACKET_BYTES, 0xff)
  Buffer.from([0x47, 0x40 | (CUE_PID >> 8), CUE_PID & 0xff, 0x10 | (counter & 0x0f), 0]).copy(
    packet,
  )
  section.copy(packet, 5)
  return packet
}

function withTrack(packet: Buffer): Buffer {
  const from = payloadAt(packet, 0) + 1
  const length = 3 + (packet.readUInt16BE(from + 1) & 0x0fff)
  const table = packet.subarray(from, from + length - 4)
  if (table.readUInt8(0) !== PMT) return packet
  const own = table.readUInt16BE(10) & 0x0fff
  const registration = Buffer.from([0x05, 4, ...Buffer.from('CUEI')])
  const track = Buffer.from([0x86, 0xe0 | (CUE_PID >> 8), CUE_PID & 0xff, 0xf0, 0])
  const parts = [table.subarray(0, 12 + own), registration, table.subarray(12 + own), track]
  const written = Buffer.concat(parts)
  written.writeUInt16BE(0xf000 | (own + registration.length), 10)
  written.writeUInt16BE(0xb000 | (written.length + 4 - 3), 1)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(written))
  const whole = Buffer.alloc(PACKET_BYTES, 0xff)
  packet.copy(whole, 0, 0, 3)
  whole.writeUInt8((packet.readUInt8(3) & 0x0f) | 0x10, 3)
  whole.writeUInt8(0, 4)
  Buffer.concat([written, checksum]).copy(whole, 5)
  return whole
}
