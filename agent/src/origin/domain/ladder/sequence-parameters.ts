import { type Bits, bitReader } from './bit-reader.ts'
import type { PictureShape } from './multivariant.ts'
import { readClock, readUsability, UNSAID, type Usability } from './video-usability.ts'

/** Those that say how their samples are: not always eight bits of 4:2:0. */
export const HIGH_PROFILES = [100, 110, 122, 244, 44, 83, 86, 118, 128]
const FRAME_MBS_ONLY = 1

/** ITU-T H.264 7.3.2.1.1, as far as the size and the clock. `set` is without its NAL header. */
export function readParameters(set: Buffer): Omit<PictureShape, 'hasCaptions'> | null {
  const sequence = readSequence(set)
  if (sequence === null) return null
  const { width, height, codec, framesPerSecond } = sequence
  return { width, height, codec, framesPerSecond }
}

/** How samples are written: 1 is 4:2:0 (table 6-1), and bits of brightness and of colour. */
export type SampleFormat = { chroma: number; lumaBits: number; chromaBits: number }

/** What a set says of all pictures of its sequence. */
export type Sequence = Omit<PictureShape, 'hasCaptions'> & { format: SampleFormat } & Usability

/** The same, with how pictures are to be shown. */
export function readSequence(set: Buffer): Sequence | null {
  try {
    return read(set)
  } catch {
    return null
  }
}

function read(set: Buffer): Sequence | null {
  const [profile = 0, constraints = 0, level = 0] = set
  const bits = bitReader(withoutEmulation(set.subarray(3)))
  bits.exponential()
  const format = HIGH_PROFILES.includes(profile) ? readFormat(bits) : USUAL_FORMAT
  bits.exponential()
  skipOrderCount(bits)
  bits.exponential()
  bits.skip(1)
  const columns = bits.exponential() + 1
  const rows = bits.exponential() + 1
  const frames = bits.take(1)
  if (frames !== FRAME_MBS_ONLY) bits.skip(1)
  bits.skip(1)
  const lines = 2 - frames
  const crop = bits.take(1) === 1 ? cropOf(bits, format.chroma, lines) : { width: 0, height: 0 }
  const width = columns * 16 - crop.width
  const height = rows * 16 * lines - crop.height
  if (!(width > 0 && height > 0)) return null
  const codec = `avc1.${[profile, constraints, level].map(hex).join('')}`
  if (bits.take(1) === 0) return { width, height, codec, format, framesPerSecond: null, ...UNSAID }
  const usability = readUsability(bits)
  // Two ticks of its clock are one frame.
  const ticks = readClock(bits)
  return { width, height, codec, format, framesPerSecond: ticks && ticks / 2, ...usability }
}

const USUAL_FORMAT: SampleFormat = { chroma: 1, lumaBits: 8, chromaBits: 8 }

/** How pictures of a sequence are written, for who reads the begin of one. */
export type PictureCoding = {
  /** Bits of the number that each has. */
  numberBits: number
  /** No picture is sent as two of half its lines. */
  isFramesOnly: boolean
}

/** The same set, as far as that; null where it cannot be read. */
export function readCoding(set: Buffer): PictureCoding | null {
  try {
    const bits = bitReader(withoutEmulation(set.subarray(3)))
    bits.exponential()
    if (HIGH_PROFILES.includes(set[0] ?? 0)) readFormat(bits)
    const numberBits = bits.exponential() + 4
    skipOrderCount(bits)
    bits.exponential()
    bits.skip(1)
    bits.exponential()
    bits.exponential()
    return { numberBits, isFramesOnly: bits.take(1) === FRAME_MBS_ONLY }
  } catch {
    return null
  }
}

function readFormat(bits: Bits): SampleFormat {
  const chroma = bits.exponential()
  if (chroma === 3) bits.skip(1)
  const lumaBits = bits.exponential() + 8
  const chromaBits = bits.exponential() + 8
  bits.skip(1)
  if (bits.take(1) === 1) skipScalingMatrices(bits, chroma === 3 ? 12 : 8)
  return { chroma, lumaBits, chromaBits }
}

/** 7.3.2.1.1.1: the first six are of 4x4 and the others of 8x8. */
function skipScalingMatrices(bits: Bits, count: number): void {
  for (let matrix = 0; matrix < count; matrix++) {
    if (bits.take(1) === 0) continue
    let scale = 8
    // The next scale is 0 where the rest of a matrix is as the last one was, and is not sent.
    for (let left = matrix < 6 ? 16 : 64; left > 0 && scale !== 0; left--) {
      scale = (scale + bits.signed() + 256) % 256
    }
  }
}

function skipOrderCount(bits: Bits): void {
  const type = bits.exponential()
  if (type === 0) bits.exponential()
  if (type !== 1) return
  bits.skip(1)
  bits.exponential()
  bits.exponential()
  for (let left = bits.exponential(); left > 0; left--) bits.exponential()
}

function cropOf(bits: Bits, chroma: number, lines: number): { width: number; height: number } {
  const [left, right, top, bottom] = [0, 0, 0, 0].map(() => bits.exponential())
  const across = chroma === 1 || chroma === 2 ? 2 : 1
  const down = (chroma === 1 ? 2 : 1) * lines
  return {
    width: ((left ?? 0) + (right ?? 0)) * across,
    height: ((top ?? 0) + (bottom ?? 0)) * down,
  }
}

/** 00 00 03 stands for 00 00, so that no start code comes about by chance. */
export function withoutEmulation(bytes: Buffer): Buffer {
  const kept: number[] = []
  for (const [at, byte] of bytes.entries()) {
    const isStuffing = byte === 3 && bytes[at - 1] === 0 && bytes[at - 2] === 0
    if (!isStuffing) kept.push(byte)
  }
  return Buffer.from(kept)
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
