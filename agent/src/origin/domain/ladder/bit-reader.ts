/** Reads bits, the highest first. Throws RangeError beyond the end. */
export function bitReader(bytes: Buffer) {
  let at = 0

  function take(count: number): number {
    let value = 0
    for (let left = count; left > 0; left--) {
      const byte = bytes.readUInt8(at >> 3)
      value = value * 2 + ((byte >> (7 - (at & 7))) & 1)
      at++
    }
    return value
  }

  /** Exp-Golomb, unsigned (ITU-T H.264 9.1); a signed one has the same length. */
  function exponential(): number {
    let zeros = 0
    while (take(1) === 0) zeros++
    return 2 ** zeros - 1 + take(zeros)
  }

  return {
    take,
    exponential,
    skip(count: number) {
      at += count
    },
    /** The same, signed (9.1.1): 1, -1, 2, -2 and so on. */
    signed(): number {
      const code = exponential()
      return code % 2 === 1 ? (code + 1) / 2 : -code / 2
    },
  }
}

export type Bits = ReturnType<typeof bitReader>
