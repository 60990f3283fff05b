import { u8, u16, u32 } from './boxes.ts'

/** Kinds of streams of ISO/IEC 14496-1 table 5. */
export const MPEG4_AUDIO = 0x40
export const MPEG2_AUDIO = 0x69
export const MPEG1_AUDIO = 0x6b

const STREAM = 3
const DECODER = 4
const SPECIFIC = 5
const SYNC = 6
/** An audio stream, and a bit that is always set. */
const AUDIO_STREAM = (0x05 << 2) | 1
/** Taken from a file that says all that is to be known. */
const OF_A_FILE = 2

/** Body of an `esds` box (ISO/IEC 14496-14 5.6): what a decoder is set up with; `specific` is null where it needs nothing. */
export function esds(kind: number, specific: Buffer | null): Buffer {
  // Neither the size of its buffer nor its rates are said.
  const said = [u8(kind, AUDIO_STREAM, 0, 0, 0), u32(0, 0)]
  const decoder = descriptor(
    DECODER,
    ...said,
    ...(specific ? [descriptor(SPECIFIC, specific)] : []),
  )
  return Buffer.concat([
    u32(0),
    descriptor(STREAM, u16(0), u8(0), decoder, descriptor(SYNC, u8(OF_A_FILE))),
  ])
}

/** Lengths are short: one byte is enough. */
function descriptor(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([u8(tag, body.length), body])
}
