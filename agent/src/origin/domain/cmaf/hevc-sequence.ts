import { type Bits, bitReader } from '../ladder/bit-reader.ts'
import { type SampleFormat, withoutEmulation } from '../ladder/sequence-parameters.ts'
import { readClock, readUsability, UNSAID, type Usability } from '../ladder/video-usability.ts'

/** What a set says of all pictures of its sequence. */
export type HevcSequence = {
  /** The 12 bytes that begin profile_tier_level: profile, what it is compatible with, constraints, level. */
  profile: Buffer
  /** Layers of time, and whether each can be left out from any picture of it on. */
  layers: { count: number; areNested: boolean }
  width: number
  height: number
  framesPerSecond: number | null
  format: SampleFormat
} & Usability

const NAL_HEAD_BYTES = 2
const PROFILE_BYTES = 12
const PROFILE_AT = 1

/** ITU-T H.265 7.3.2.2.1, as far as the clock. `unit` is with its NAL header; null where it cannot be read. */
export function readHevcSequence(unit: Buffer): HevcSequence | null {
  try {
    return read(withoutEmulation(unit.subarray(NAL_HEAD_BYTES)))
  } catch {
    return null
  }
}

function read(set: Buffer): HevcSequence | null {
  const bits = bitReader(set)
  bits.skip(4)
  const layers = { count: bits.take(3) + 1, areNested: bits.take(1) === 1 }
  const profile = Buffer.from(set.subarray(PROFILE_AT, PROFILE_AT + PROFILE_BYTES))
  bits.skip(8 * PROFILE_BYTES)
  skipLayers(bits, layers.count - 1)
  bits.exponential()
  const chroma = bits.exponential()
  if (chroma === 3) bits.skip(1)
  const [columns, rows] = [bits.exponential(), bits.exponential()]
  const cropped = bits.take(1) === 1 ? cropOf(bits, chroma) : { width: 0, height: 0 }
  const [width, height] = [columns - cropped.width, rows - cropped.height]
  const format = { chroma, lumaBits: bits.exponential() + 8, chromaBits: bits.exponential() + 8 }
  const isUsual = profile.length === PROFILE_BYTES && width > 0 && height > 0 && width < MOST
  if (!isUsual || height >= MOST || chroma > 3 || format.lumaBits > 15 || format.chromaBits > 15) {
    return null
  }
  skipTools(bits, layers.count - 1)
  const shown = bits.take(1) === 1 ? readShown(bits) : { framesPerSecond: null, ...UNSAID }
  return { profile, layers, width, height, format, ...shown }
}

/** Sizes have 16 bits in files. */
const MOST = 0x10000

/** Profiles and levels of less than all layers of time (7.3.3). */
function skipLayers(bits: Bits, count: number): void {
  const said = Array.from({ length: count }, () => [bits.take(1), bits.take(1)])
  if (count > 0) bits.skip(2 * (8 - count))
  for (const [hasProfile, hasLevel] of said) {
    bits.skip((hasProfile === 1 ? 88 : 0) + (hasLevel === 1 ? 8 : 0))
  }
}

function cropOf(bits: Bits, chroma: number): { width: number; height: number } {
  const [left, right, top, bottom] = [0, 0, 0, 0].map(() => bits.exponential())
  const across = chroma === 1 || chroma === 2 ? 2 : 1
  const down = chroma === 1 ? 2 : 1
  return {
    width: ((left ?? 0) + (right ?? 0)) * across,
    height: ((top ?? 0) + (bottom ?? 0)) * down,
  }
}

/** Everything between the depth of samples and how they are shown. */
function skipTools(bits: Bits, layer: number): void {
  const orderBits = bits.exponential() + 4
  const first = bits.take(1) === 1 ? 0 : layer
  for (let at = first; at <= layer; at++) skipExponential(bits, 3)
  skipExponential(bits, 6)
  if (bits.take(1) === 1 && bits.take(1) === 1) skipScalingLists(bits)
  bits.skip(2)
  const isRaw = bits.take(1) === 1
  if (isRaw) {
    bits.skip(8)
    skipExponential(bits, 2)
    bits.skip(1)
  }
  skipReferenceSets(bits)
  if (bits.take(1) === 1) {
    for (let left = bits.exponential(); left > 0; left--) bits.take(orderBits + 1)
  }
  bits.skip(2)
}

function skipExponential(bits: Bits, count: number): void {
  for (let left = count; left > 0; left--) bits.exponential()
}

/** 7.3.4: matrices of 4x4 to 32x32, of which the last size has two. */
function skipScalingLists(bits: Bits): void {
  for (let size = 0; size < 4; size++) {
    for (let matrix = 0; matrix < 6; matrix += size === 3 ? 3 : 1) {
      if (bits.take(1) === 0) bits.exponential()
      else skipExponential(bits, Math.min(64, 16 << (2 * size)) + (size > 1 ? 1 : 0))
    }
  }
}

/** No stream may have more (7.4.3.2.1). */
const MOST_SETS = 64

/** Which pictures are kept for others (7.3.7): each set by itself, or by what it changes of the one before. */
function skipReferenceSets(bits: Bits): void {
  const count = bits.exponential()
  if (count > MOST_SETS) throw new RangeError('There are too many sets of reference pictures.')
  let pictures = 0
  for (let set = 0; set < count; set++) {
    pictures = set > 0 && bits.take(1) === 1 ? changedSet(bits, pictures) : ownSet(bits)
  }
}

/** How many pictures it has. */
function changedSet(bits: Bits, before: number): number {
  bits.skip(1)
  bits.exponential()
  let pictures = 0
  for (let at = 0; at <= before; at++) if (bits.take(1) === 1 || bits.take(1) === 1) pictures++
  return pictures
}

function ownSet(bits: Bits): number {
  const pictures = bits.exponential() + bits.exponential()
  for (let at = 0; at < pictures; at++) {
    bits.exponential()
    bits.take(1)
  }
  return pictures
}

/** Annex E.2.1, as far as the clock: a tick of it is one picture. */
function readShown(bits: Bits): Usability & { framesPerSecond: number | null } {
  const usability = readUsability(bits)
  bits.skip(3)
  if (bits.take(1) === 1) skipExponential(bits, 4)
  return { ...usability, framesPerSecond: readClock(bits) }
}
