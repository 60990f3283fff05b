/** Four bits in a byte of which one may be wrong (ETS 300 706, 8.2), by what stands for them. */
export const HAMMING_8_4 = [
  ...[0x15, 0x02, 0x49, 0x5e, 0x64, 0x73, 0x38, 0x2f],
  ...[0xd0, 0xc7, 0x8c, 0x9b, 0xa1, 0xb6, 0xfd, 0xea],
] as const

const NIBBLES: readonly (number | null)[] = Array.from({ length: 256 }, (_, byte) => {
  const value = HAMMING_8_4.findIndex((code) => bitsIn(code ^ byte) <= 1)
  return value === -1 ? null : value
})

/** Null for what is damaged in more than one bit. */
export function nibbleIn(byte: number | undefined): number | null {
  return byte === undefined ? null : (NIBBLES[byte] ?? null)
}

/** Eight bits of two bytes, the lower half first; null for what is damaged. */
export function byteIn(low: number | undefined, high: number | undefined): number | null {
  const [units, tens] = [nibbleIn(low), nibbleIn(high)]
  return units === null || tens === null ? null : units | (tens << 4)
}

/** Seven bits of a byte of odd parity (ETS 300 706, 8.1); null for what is damaged. */
export function characterIn(byte: number): number | null {
  return bitsIn(byte) % 2 === 1 ? byte & 0x7f : null
}

/** With each byte the other way round: on a line of video the lowest bit goes first (EN 300 472, 4.4). */
export function reversed(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte) => REVERSED[byte] ?? 0))
}

const REVERSED = Array.from({ length: 256 }, (_, byte) => {
  return Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2)
})

/** Where each of 18 bits stands among 24. */
const DATA_BITS = [2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22]

/** Eighteen bits of three bytes of which one bit may be wrong (ETS 300 706, 8.3); null for what is damaged. */
export function tripletIn(bytes: Uint8Array): number | null {
  const [first = 0, second = 0, third = 0] = bytes
  let word = first | (second << 8) | (third << 16)
  let syndrome = 0
  for (let bit = 0; bit < 23; bit++) if ((word >> bit) & 1) syndrome ^= bit + 1
  const wrong = syndrome ^ 31
  const isWholeOdd = bitsIn(word) % 2 === 1
  // One wrong bit makes the whole even; it is that of the whole itself where nothing else is wrong.
  if (wrong > (isWholeOdd ? 0 : 23)) return null
  if (wrong > 0) word ^= 1 << (wrong - 1)
  return DATA_BITS.reduce((value, bit, at) => value | (((word >> bit) & 1) << at), 0)
}

function bitsIn(value: number): number {
  let count = 0
  for (let rest = value; rest > 0; rest >>= 1) count += rest & 1
  return count
}
