import { hasPayload, PACKET_BYTES, pidAt } from '../transport-stream/packet.ts'
import { firstPacketAt } from './recognise.ts'
import { type Keyframes, surveyPictures } from './survey-pictures.ts'
import { type Programme, readProgrammes } from './survey-tables.ts'

/** What has come of one PID. */
export type Traffic = { packets: number; scrambled: number }

/** What is in some seconds of a transport stream, without decoding any of it. */
export type Survey = {
  programmes: readonly Programme[]
  traffic: ReadonlyMap<number, Traffic>
  /** Seconds by the stream's own clock; 0 when it has none. */
  seconds: number
  /** Of the first picture that is not scrambled; null when there is none. */
  keyframes: Keyframes | null
}

/** Null when the bytes are no transport stream. */
export function surveyStream(bytes: Buffer): Survey | null {
  const from = firstPacketAt(bytes)
  if (from === null) return null
  const packets = bytes.subarray(from)
  const programmes = readProgrammes(packets)
  const traffic = countTraffic(packets)
  const video = programmes
    .flatMap(({ tracks }) => tracks)
    .find(({ kind, pid }) => kind === 'video' && isClear(traffic.get(pid)))
  return {
    programmes,
    traffic,
    seconds: clockSeconds(packets),
    keyframes: video === undefined ? null : surveyPictures(packets, video),
  }
}

/** It brings something, and most of that can be read. */
export function isClear(traffic: Traffic | undefined): boolean {
  return traffic !== undefined && traffic.packets > 0 && traffic.scrambled * 2 < traffic.packets
}

export function isScrambled(traffic: Traffic | undefined): boolean {
  return traffic !== undefined && traffic.packets > 0 && !isClear(traffic)
}

function countTraffic(packets: Buffer): Map<number, Traffic> {
  const traffic = new Map<number, Traffic>()
  for (let at = 0; at + PACKET_BYTES <= packets.length; at += PACKET_BYTES) {
    if (!hasPayload(packets, at)) continue
    const pid = pidAt(packets, at)
    const known = traffic.get(pid) ?? { packets: 0, scrambled: 0 }
    known.packets++
    if ((packets.readUInt8(at + 3) & 0xc0) !== 0) known.scrambled++
    traffic.set(pid, known)
  }
  return traffic
}

const CLOCK_HZ = 90_000
/** A step larger than this is a jump of the clock, not time that has passed. */
const LARGEST_STEP_SECONDS = 1

/** Time that the programme clock of the first PID that has one runs through. */
function clockSeconds(packets: Buffer): number {
  let pid: number | null = null
  let last = 0
  let sum = 0
  for (let at = 0; at + PACKET_BYTES <= packets.length; at += PACKET_BYTES) {
    if (!hasClock(packets, at) || (pid !== null && pidAt(packets, at) !== pid)) continue
    const clock = packets.readUInt32BE(at + 6) * 2 + (packets.readUInt8(at + 10) >> 7)
    const step = pid === null ? 0 : (clock - last) / CLOCK_HZ
    if (step > 0 && step <= LARGEST_STEP_SECONDS) sum += step
    pid = pidAt(packets, at)
    last = clock
  }
  return sum
}

function hasClock(packets: Buffer, at: number): boolean {
  const adapted = (packets.readUInt8(at + 3) & 0x20) !== 0 && packets.readUInt8(at + 4) >= 7
  return adapted && (packets.readUInt8(at + 5) & 0x10) !== 0
}
