import type { AacAudio } from '@cashbacktv/contract'
import { TICKS, wrapped } from '../../../../domain/transport-stream/clock.ts'
import { crc32 } from '../../../../domain/transport-stream/crc32.ts'
import { PACKET_BYTES, setCounter, unitPacket } from '../../../../domain/transport-stream/packet.ts'
import { audioPes } from '../../../../domain/transport-stream/pes.ts'
import { frameTicks, silentFrame } from '../adts.ts'

export const PMT_PID = 0x1000
export const VIDEO_PID = 0x100
export const AUDIO_PID = 0x101

export type Spoken = { pts: number; frames: number }
export type Making = {
  /** Timestamp of the first picture. */
  start: number
  pictures: number
  audio: AacAudio
  /** PES packets of audio, in the order of time. */
  spoken: readonly Spoken[]
  /** False leaves the track out of the tables. */
  track?: boolean
  /** Counters go on over the segments of a run. */
  counters?: Map<number, number>
}

const PICTURE_TICKS = TICKS / 25
const PICTURE_PACKETS = 3

/** A segment as FFmpeg lays it out: tables, pictures, and audio in between by its time. */
export function makeSegment(making: Making): Buffer {
  const { start, pictures, audio, spoken, track = true, counters = new Map() } = making
  const packets = [tablePacket(0, pat()), tablePacket(PMT_PID, pmt(track))]
  const ahead = [...spoken]
  for (let index = 0; index < pictures; index++) {
    const at = index * PICTURE_TICKS
    packets.push(...picturePackets(wrapped(start + at)))
    while (ahead[0] !== undefined && offset(start, ahead[0].pts) <= at) {
      packets.push(...audioPackets(ahead.shift(), audio))
    }
  }
  for (const unit of ahead) packets.push(...audioPackets(unit, audio))
  for (const packet of packets) {
    const pid = packet.readUInt16BE(1) & 0x1fff
    const counter = ((counters.get(pid) ?? 15) + 1) & 15
    counters.set(pid, counter)
    setCounter(packet, 0, counter)
  }
  return Buffer.concat(packets)
}

/** PES packets of 8 frames, contiguous, from one time to another, in ticks after `start`. */
export function speak(start: number, from: number, to: number, audio: AacAudio): Spoken[] {
  const each = 8 * frameTicks(audio)
  const count = Math.max(0, Math.floor((to - from) / each))
  return Array.from({ length: count }, (_, index) => ({
    pts: wrapped(start + from + index * each),
    frames: 8,
  }))
}

function offset(start: number, pts: number): number {
  const ahead = wrapped(pts - start)
  return ahead > 2 ** 32 ? ahead - 2 ** 33 : ahead
}

function audioPackets(unit: Spoken | undefined, audio: AacAudio): Buffer[] {
  if (unit === undefined) return []
  const data = Buffer.concat(Array.from({ length: unit.frames }, () => silentFrame(audio)))
  return [unitPacket(AUDIO_PID, audioPes(unit.pts, data))]
}

function picturePackets(pts: number): Buffer[] {
  const begin = audioPes(pts, Buffer.alloc(100, 1))
  begin.writeUInt8(0xe0, 3)
  begin.writeUInt16BE(0, 4)
  const rest = () => {
    const packet = unitPacket(VIDEO_PID, Buffer.alloc(182, 2))
    packet.writeUInt16BE(VIDEO_PID, 1)
    return packet
  }
  return [unitPacket(VIDEO_PID, begin), ...Array.from({ length: PICTURE_PACKETS }, rest)]
}

function pat(): Buffer {
  return section(0x00, Buffer.from([0, 1, 0xc1, 0, 0, 0, 1, 0xe0 | (PMT_PID >> 8), PMT_PID & 0xff]))
}

function pmt(track: boolean): Buffer {
  const video = [0x1b, 0xe0 | (VIDEO_PID >> 8), VIDEO_PID & 0xff, 0xf0, 0]
  const audio = track ? [0x0f, 0xe0 | (AUDIO_PID >> 8), AUDIO_PID & 0xff, 0xf0, 0] : []
  const head = [0, 1, 0xc1, 0, 0, 0xe0 | (VIDEO_PID >> 8), VIDEO_PID & 0xff, 0xf0, 0]
  return section(0x02, Buffer.from([...head, ...video, ...audio]))
}

function section(table: number, body: Buffer): Buffer {
  const head = Buffer.from([table, 0, 0])
  head.writeUInt16BE(0xb000 | (body.length + 4), 1)
  const whole = Buffer.concat([head, body])
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(whole))
  return Buffer.concat([whole, checksum])
}

/** Tables lie at the begin of the payload, behind a pointer of 0. */
function tablePacket(pid: number, table: Buffer): Buffer {
  const packet = Buffer.alloc(PACKET_BYTES, 0xff)
  packet.writeUInt8(0x47, 0)
  packet.writeUInt16BE(0x4000 | pid, 1)
  packet.writeUInt8(0x10, 3)
  packet.writeUInt8(0, 4)
  table.copy(packet, 5)
  return packet
}
