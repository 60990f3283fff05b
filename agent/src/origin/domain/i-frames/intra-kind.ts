import { bitReader } from '../ladder/bit-reader.ts'
import { bodyOf, NAL, type NalUnit, nalUnits } from '../ladder/nal-units.ts'
import { type PictureCoding, readCoding, withoutEmulation } from '../ladder/sequence-parameters.ts'

/** Slices that need no other picture, with those that say it of all in theirs (ITU-T H.264 table 7-6). */
const INTRA_SLICES = [2, 4, 7, 9]
/** What is read of the begin of a slice; each of its numbers is short. */
const HEAD_BYTES = 32

/**
 * Whether the bytes of a picture can be shown by themselves: what a decoder has to know comes before it,
 * and it needs no other picture; null where it does. That it is `idr` its begin says. A picture that is sent as two of half its lines is none, as only one of
 * them would be shown.
 */
export function intraKind(unit: Buffer): 'idr' | 'intra' | null {
  let coding: PictureCoding | null = null
  let hasParameters = false
  let hasSlices = false
  for (const nal of nalUnits(unit)) {
    if (nal.type === NAL.sequenceParameters) coding ??= readCoding(bodyOf(unit, nal))
    if (nal.type === NAL.pictureParameters) hasParameters = true
    if (!isSlice(nal)) continue
    if (coding === null || !hasParameters || !isWholeAndIntra(unit, nal, coding)) return null
    // All slices of such a picture are alike (7.4.1.2.4).
    if (nal.type === NAL.idrPicture) return 'idr'
    hasSlices = true
  }
  return hasSlices ? 'intra' : null
}

function isSlice({ type }: NalUnit): boolean {
  const isPartition = type >= NAL.firstPartition && type <= NAL.lastPartition
  return type === NAL.picture || type === NAL.idrPicture || isPartition
}

/** ITU-T H.264 7.3.3, as far as the parity of a field. */
function isWholeAndIntra(unit: Buffer, { type, at }: NalUnit, coding: PictureCoding): boolean {
  if (type !== NAL.picture && type !== NAL.idrPicture) return false
  try {
    const bits = bitReader(withoutEmulation(unit.subarray(at, at + HEAD_BYTES)))
    bits.exponential()
    if (!INTRA_SLICES.includes(bits.exponential())) return false
    bits.exponential()
    bits.skip(coding.numberBits)
    return coding.isFramesOnly || bits.take(1) === 0
  } catch {
    return false
  }
}
