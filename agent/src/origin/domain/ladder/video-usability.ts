import type { Bits } from './bit-reader.ts'

/** How wide a sample of a picture is against its height. */
export type Ratio = { across: number; down: number }

/** Numbers of ITU-T H.273, which formats of files have too. */
export type Colour = { primaries: number; transfer: number; matrix: number; isFullRange: boolean }

/** How pictures are to be shown; null where a stream does not say it. */
export type Usability = { aspect: Ratio | null; colour: Colour | null }

export const UNSAID: Usability = { aspect: null, colour: null }

const EXTENDED_ASPECT = 255
/** ITU-T H.264 table E-1, from 1 on. */
const ASPECTS =
  '1:1 12:11 10:11 16:11 40:33 24:11 20:11 32:11 80:33 18:11 15:11 64:33 160:99 4:3 3:2 2:1'

/** What H.264 and HEVC say alike (annexes E.1.1 and E.2.1), as far as the place of colour samples. */
export function readUsability(bits: Bits): Usability {
  const aspect = bits.take(1) === 1 ? readAspect(bits) : null
  if (bits.take(1) === 1) bits.skip(1)
  const colour = bits.take(1) === 1 ? readColour(bits) : null
  if (bits.take(1) === 1) {
    bits.exponential()
    bits.exponential()
  }
  return { aspect, colour }
}

function readAspect(bits: Bits): Ratio | null {
  const kind = bits.take(8)
  const known = ASPECTS.split(' ')[kind - 1]?.split(':').map(Number) ?? []
  const [across = 0, down = 0] = kind === EXTENDED_ASPECT ? [bits.take(16), bits.take(16)] : known
  return across > 0 && down > 0 ? { across, down } : null
}

function readColour(bits: Bits): Colour | null {
  bits.skip(3)
  const isFullRange = bits.take(1) === 1
  if (bits.take(1) === 0) return null
  return { primaries: bits.take(8), transfer: bits.take(8), matrix: bits.take(8), isFullRange }
}

/** Ticks a second of the clock of a sequence; null where it has none. */
export function readClock(bits: Bits): number | null {
  if (bits.take(1) === 0) return null
  const units = bits.take(32)
  const scale = bits.take(32)
  return units > 0 && scale > 0 ? scale / units : null
}
