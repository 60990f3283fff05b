/** Types of ITU-T H.264 table 7-1. */
export const NAL = {
  picture: 1,
  /** The same in three parts, the first and the last of them. */
  firstPartition: 2,
  lastPartition: 4,
  /** Of a picture since which nothing before it is needed. */
  idrPicture: 5,
  /** Supplemental enhancement information: captions and more. */
  message: 6,
  sequenceParameters: 7,
  pictureParameters: 8,
  delimiter: 9,
  filler: 12,
} as const

/** `at` is where what follows its first byte, which says its type, begins in the stream. */
export type NalUnit = { type: number; at: number }

const START_CODE = Buffer.from([0, 0, 1])

/** The units of a byte stream in their order (ITU-T H.264 annex B). Looks no further than it is asked to. */
export function* nalUnits(stream: Buffer): Generator<NalUnit> {
  for (let at = stream.indexOf(START_CODE); at >= 0; at = stream.indexOf(START_CODE, at + 4)) {
    yield { type: (stream[at + 3] ?? 0) & 0x1f, at: at + 4 }
  }
}

/** What follows the first byte of a unit. */
export function bodyOf(stream: Buffer, { at }: NalUnit): Buffer {
  const end = stream.indexOf(START_CODE, at)
  return stream.subarray(at, end < 0 ? stream.length : end)
}

/**
 * The same whole, from their first byte on: without start codes, and without the zeros that may stand
 * between a unit and the next one, as no unit ends with one (7.4.1).
 */
export function splitUnits(stream: Buffer): Buffer[] {
  const units: Buffer[] = []
  let code = stream.indexOf(START_CODE)
  while (code >= 0) {
    const from = code + START_CODE.length
    code = stream.indexOf(START_CODE, from)
    let to = code < 0 ? stream.length : code
    while (to > from && stream[to - 1] === 0) to--
    if (to > from) units.push(stream.subarray(from, to))
  }
  return units
}
