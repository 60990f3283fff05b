import { u8, u16 } from './boxes.ts'
import { type HevcSequence, readHevcSequence } from './hevc-sequence.ts'
import type { VideoConfig } from './track.ts'
import { distinct, type VideoCodec } from './video-codec.ts'

/** HEVC in files, with its parameter sets outside of the samples: `hvc1` (ISO/IEC 14496-15 8). */
export const HEVC: VideoCodec = { entry: 'hvc1', configOf, isSet, isNeedless, isSync }

/** Types of ITU-T H.265 table 7-1. Pictures of the first and the last of these need no other. */
const NAL = { firstSync: 16, lastSync: 23, video: 32, sequence: 33, picture: 34 } as const
const SETS: readonly number[] = [NAL.video, NAL.sequence, NAL.picture]
/** Where a picture begins, and bytes that fill up a rate. */
const NEEDLESS: readonly number[] = [35, 38]

const typeOf = (unit: Buffer) => ((unit[0] ?? 0) >> 1) & 0x3f

function configOf(units: readonly Buffer[]): VideoConfig | null {
  const arrays = SETS.map((type) => ({
    type,
    sets: distinct(units.filter((unit) => typeOf(unit) === type)),
  }))
  const first = arrays[1]?.sets[0]
  const sequence = first === undefined ? null : readHevcSequence(first)
  if (sequence === null || arrays.some(({ sets }) => sets.length === 0)) return null
  const { profile, format: _format, layers: _layers, ...shown } = sequence
  return {
    kind: 'video',
    codec: hevcCodec(profile),
    timescale: 90_000,
    entry: 'hvc1',
    ...shown,
    setup: { box: 'hvcC', body: setupOf(sequence, arrays) },
  }
}

/** HEVCDecoderConfigurationRecord (8.3.3.1). */
function setupOf(
  { profile, format: { chroma, lumaBits, chromaBits }, layers }: HevcSequence,
  arrays: readonly { type: number; sets: readonly Buffer[] }[],
): Buffer {
  const LENGTH_BYTES = 4
  const nested = layers.areNested ? 1 : 0
  return Buffer.concat([
    ...[u8(1), profile],
    // That parts of a picture can be decoded at once is not said, nor is a rate.
    ...[u16(0xf000), u8(0xfc, 0xfc | chroma, 0xf8 | (lumaBits - 8), 0xf8 | (chromaBits - 8))],
    ...[u16(0), u8((layers.count << 3) | (nested << 2) | (LENGTH_BYTES - 1), arrays.length)],
    ...arrays.flatMap(({ type, sets }) => [
      ...[u8(ALL_OF_THEM | type), u16(sets.length)],
      ...sets.flatMap((set) => [u16(set.length), set]),
    ]),
  ])
}

/** No sample brings others than these. */
const ALL_OF_THEM = 0x80

/**
 * `hvc1.1.6.L93.B0`: profile, profiles that it is compatible with from the last bit on, tier and level, and
 * what else is constrained up to the last byte that says something (annex E.3).
 */
export function hevcCodec(profile: Buffer): string {
  const first = profile.readUInt8(0)
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? ''
  const tier = (first & 0x20) === 0 ? 'L' : 'H'
  const constraints = [...profile.subarray(5, 11)]
  const said = constraints.slice(0, constraints.findLastIndex((byte) => byte !== 0) + 1)
  const compatible = reversed(profile.readUInt32BE(1))
  return [
    ...['hvc1', `${space}${first & 0x1f}`, compatible.toString(16).toUpperCase()],
    ...[`${tier}${profile.readUInt8(11)}`, ...said.map((byte) => byte.toString(16).toUpperCase())],
  ].join('.')
}

/** 32 bits from the last to the first. */
function reversed(bits: number): number {
  let value = 0
  for (let at = 0; at < 32; at++) value = value * 2 + ((bits >>> at) & 1)
  return value
}

function isSet(unit: Buffer): boolean {
  return SETS.includes(typeOf(unit))
}

function isNeedless(unit: Buffer): boolean {
  return NEEDLESS.includes(typeOf(unit))
}

function isSync(units: readonly Buffer[]): boolean {
  return units.some(beginsAnew)
}

function beginsAnew(unit: Buffer): boolean {
  return typeOf(unit) >= NAL.firstSync && typeOf(unit) <= NAL.lastSync
}

/** The set that says the shape of pictures. */
export function isHevcSequence(unit: Buffer): boolean {
  return typeOf(unit) === NAL.sequence
}

/**
 * Whether a picture, by its units, can be shown by itself: it needs no other, and all sets come with it.
 */
export function standsAlone(units: readonly Buffer[]): boolean {
  const hasSets = SETS.every((type) => units.some((unit) => typeOf(unit) === type))
  return hasSets && isSync(units)
}
