import type { AudioCodec, AudioFrame } from './audio-codec.ts'
import { u8 } from './boxes.ts'
import { type DolbyFrame, readDolbyFrame } from './dolby-frame.ts'
import type { AudioConfig } from './track.ts'

/** AC-3 and E-AC-3, which their frames tell apart (ETSI TS 102 366 annex F). */
export const DOLBY: AudioCodec = { frameAt, configOf }

/** Six blocks are one sample (F.1), with all that is heard together with them. */
const SAMPLES = 1536
/** Channels by how they are coded, without that of low frequency (table 4.3). */
const CHANNELS = [2, 1, 2, 3, 3, 4, 4, 5]

function frameAt(bytes: Buffer, at: number): AudioFrame | null {
  const frame = readDolbyFrame(bytes, at)
  if (frame === null) return null
  const samples = frame.role === 'first' ? frame.samples : 0
  return { from: at, to: at + frame.bytes, samples, most: SAMPLES }
}

function configOf(frames: Buffer): AudioConfig | null {
  const [first, ...others] = framesOfOne(frames)
  if (first === undefined) return null
  const { sampleRate: timescale, mode, hasLow, bitRateCode } = first
  const channels = (CHANNELS[mode] ?? 2) + (hasLow ? 1 : 0)
  const isPlain = bitRateCode !== null
  const codec = isPlain ? 'ac-3' : 'ec-3'
  const setup = isPlain
    ? { box: 'dac3' as const, body: ac3Setup(first, bitRateCode) }
    : { box: 'dec3' as const, body: eac3Setup([first, ...others]) }
  return { kind: 'audio', codec, timescale, channels, entry: codec, setup }
}

/** The frames of the first sample that all begin a block. */
function framesOfOne(bytes: Buffer): DolbyFrame[] {
  const frames: DolbyFrame[] = []
  let at = 0
  for (let frame = readDolbyFrame(bytes, 0); frame !== null; frame = readDolbyFrame(bytes, at)) {
    if (frame.role === 'first' && frames.length > 0) break
    if (frame.role === 'first' || frames.length > 0) frames.push(frame)
    at += frame.bytes
  }
  return frames
}

/** AC3SpecificBox (F.4). */
function ac3Setup({ rateCode, version, service, mode, hasLow }: DolbyFrame, bitRate: number) {
  const bits = [
    ...[bitsOf(rateCode, 2), bitsOf(version, 5), bitsOf(service, 3), bitsOf(mode, 3)],
    ...[bitsOf(hasLow ? 1 : 0, 1), bitsOf(bitRate, 5), bitsOf(0, 5)],
  ]
  return packed(bits.join(''))
}

/** EC3SpecificBox (F.6): each programme, with what further frames add to it. */
function eac3Setup(frames: readonly DolbyFrame[]): Buffer {
  const programmes: { own: DolbyFrame; further: DolbyFrame[] }[] = []
  for (const frame of frames) {
    if (frame.role === 'further') programmes.at(-1)?.further.push(frame)
    else programmes.push({ own: frame, further: [] })
  }
  const rate = frames.reduce((sum, { bytes, samples, sampleRate }) => {
    return sum + (bytes * 8 * sampleRate) / samples / 1000
  }, 0)
  const bits = programmes.map(({ own, further }) => {
    const { rateCode, version, service, mode, hasLow } = own
    const places = further.reduce((all, one) => all | placesOf(one), 0)
    return [
      ...[bitsOf(rateCode, 2), bitsOf(version, 5), bitsOf(0, 2), bitsOf(service, 3)],
      ...[bitsOf(mode, 3), bitsOf(hasLow ? 1 : 0, 1), bitsOf(0, 3), bitsOf(further.length, 4)],
      further.length > 0 ? bitsOf(places, 9) : bitsOf(0, 1),
    ].join('')
  })
  const head = bitsOf(Math.min(0x1fff, Math.round(rate)), 13) + bitsOf(programmes.length - 1, 3)
  return packed([head, ...bits].join(''))
}

/** Table F.6.1 counts from the lowest bit on what a frame says from the highest, from Lc/Rc to LFE2. */
function placesOf({ places }: DolbyFrame): number {
  const SAID = [10, 9, 8, 7, 6, 5, 4, 3, 1]
  return SAID.reduce((all, from, to) => all | (((places >> from) & 1) << to), 0)
}

function bitsOf(value: number, count: number): string {
  return value.toString(2).padStart(count, '0').slice(-count)
}

function packed(bits: string): Buffer {
  const bytes = bits.match(/.{1,8}/g) ?? []
  return u8(...bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)))
}
