import { intraKind } from '../i-frames/intra-kind.ts'
import { NAL } from '../ladder/nal-units.ts'
import {
  HIGH_PROFILES,
  readSequence,
  type Sequence,
  withoutEmulation,
} from '../ladder/sequence-parameters.ts'
import { u8, u16 } from './boxes.ts'
import type { VideoConfig } from './track.ts'
import { distinct, type VideoCodec } from './video-codec.ts'

/** H.264 in files (ISO/IEC 14496-15 5). */
export const AVC: VideoCodec = { entry: 'avc1', configOf, isSet, isNeedless, isSync }

const typeOf = (unit: Buffer) => (unit[0] ?? 0) & 0x1f

function configOf(units: readonly Buffer[]): VideoConfig | null {
  const sequences = distinct(units.filter((unit) => typeOf(unit) === NAL.sequenceParameters))
  const pictures = distinct(units.filter((unit) => typeOf(unit) === NAL.pictureParameters))
  const [first] = sequences
  const sequence = first === undefined ? null : readSequence(first.subarray(1))
  if (first === undefined || sequence === null || pictures.length === 0) return null
  const { format: _, ...shown } = sequence
  const body = setupOf(first, sequence, sequences, pictures)
  return {
    kind: 'video',
    timescale: 90_000,
    entry: 'avc1',
    ...shown,
    setup: { box: 'avcC', body },
  }
}

/** AVCDecoderConfigurationRecord (5.3.3.1). */
function setupOf(
  first: Buffer,
  { format: { chroma, lumaBits, chromaBits } }: Sequence,
  sequences: readonly Buffer[],
  pictures: readonly Buffer[],
): Buffer {
  const [, profile = 0, constraints = 0, level = 0] = first
  const sized = (set: Buffer) => [u16(set.length), set]
  const high = [0xfc | chroma, 0xf8 | (lumaBits - 8), 0xf8 | (chromaBits - 8), 0]
  return Buffer.concat([
    u8(1, profile, constraints, level, 0xff, 0xe0 | sequences.length),
    ...sequences.flatMap(sized),
    ...[u8(pictures.length), ...pictures.flatMap(sized)],
    ...(HIGH_PROFILES.includes(profile) ? [u8(...high)] : []),
  ])
}

function isSet(unit: Buffer): boolean {
  const type = typeOf(unit)
  return type === NAL.sequenceParameters || type === NAL.pictureParameters
}

/** What only byte streams have: where a picture begins, and bytes that fill up a rate. */
function isNeedless(unit: Buffer): boolean {
  const type = typeOf(unit)
  return type === NAL.delimiter || type === NAL.filler
}

/**
 * Players can begin with a picture that needs no other, and with one that says from when on the picture is
 * whole (recovery point, annex D.1.8): a group that is open begins so.
 */
function isSync(units: readonly Buffer[], stream: Buffer): boolean {
  const isAlone = units.some((unit) => typeOf(unit) === NAL.idrPicture)
  return isAlone || units.some(isRecoveryPoint) || (units.some(isSet) && intraKind(stream) !== null)
}

const RECOVERY_POINT = 6

function isRecoveryPoint(unit: Buffer): boolean {
  return typeOf(unit) === NAL.message && messagesIn(unit).includes(RECOVERY_POINT)
}

/** Kinds of the messages (SEI) in a unit (7.3.2.3.1). */
function messagesIn(unit: Buffer): number[] {
  const kinds: number[] = []
  const bytes = withoutEmulation(unit.subarray(1))
  // The last byte is the end of the unit itself.
  for (let at = 0; at + 1 < bytes.length; ) {
    const kind = sumOf(bytes, at)
    const size = sumOf(bytes, kind.next)
    kinds.push(kind.value)
    at = size.next + size.value
  }
  return kinds
}

/** Of bytes up to the first one that is not 255. */
function sumOf(bytes: Buffer, from: number): { value: number; next: number } {
  let at = from
  while (bytes[at] === 0xff) at++
  return { value: 255 * (at - from) + (bytes[at] ?? 0), next: at + 1 }
}
