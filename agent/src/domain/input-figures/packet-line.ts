/** One packet of the source, as the packet report of a run names it. */
export type Packet = {
  stream: 'video' | 'audio'
  /** When it is to be decoded, of the clock of the source. */
  atSeconds: number
  bytes: number
}

/** Ticks a second of every stream in the report. */
export const REPORT_TICKS = 90_000

const [COMMA, SPACE, MINUS, ZERO, NINE] = [0x2c, 0x20, 0x2d, 0x30, 0x39] as const
const [LETTER_X, LETTER_A, LETTER_F] = [0x78, 0x61, 0x66] as const
const CHECKSUM_DIGITS = 8
const CHECKSUM_LENGTH = ' 0x'.length + CHECKSUM_DIGITS

/**
 * The line of the report between two places of what was sent; null where it is another line.
 * `0, 5490, 12690, 3600, 14871, 0x51c2d209, F=0x0`: stream, dts, pts, duration, size, checksum, flags.
 * Thousands come a second on a full host: they are read where they lie, and nothing is made of them but
 * what is told.
 */
export function readPacketLine(bytes: Uint8Array, from: number, to: number): Packet | null {
  const stream = bytes[from]
  if ((stream !== ZERO && stream !== ZERO + 1) || bytes[from + 1] !== COMMA) return null
  const dts = from + 2
  const pts = behindNumber(bytes, dts, to)
  const duration = behindNumber(bytes, pts, to)
  const size = behindNumber(bytes, duration, to)
  const checksum = behindNumber(bytes, size, to)
  if (checksum < 0 || !isChecksum(bytes, checksum, to)) return null
  const length = numberAt(bytes, size)
  // Nor the zero with a sign.
  if (length < 0 || Object.is(length, -0)) return null
  return {
    stream: stream === ZERO ? 'video' : 'audio',
    atSeconds: numberAt(bytes, dts) / REPORT_TICKS,
    bytes: length,
  }
}

/** Behind the number and its comma; -1 where there is none of both. */
function behindNumber(bytes: Uint8Array, from: number, to: number): number {
  if (from < 0) return -1
  let at = from
  while (at < to && bytes[at] === SPACE) at++
  if (bytes[at] === MINUS) at++
  const digits = at
  while (at < to && isDigit(bytes[at])) at++
  return at > digits && at < to && bytes[at] === COMMA ? at + 1 : -1
}

/** Of which is known that it is one. */
function numberAt(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] === SPACE) at++
  const isNegative = bytes[at] === MINUS
  if (isNegative) at++
  let value = 0
  while (isDigit(bytes[at])) value = value * 10 + (bytes[at++] ?? 0) - ZERO
  return isNegative ? -value : value
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE
}

/** ` 0x51c2d209`, up to the end or a comma. */
function isChecksum(bytes: Uint8Array, from: number, to: number): boolean {
  const end = from + CHECKSUM_LENGTH
  if (bytes[from] !== SPACE || bytes[from + 1] !== ZERO || bytes[from + 2] !== LETTER_X)
    return false
  for (let at = end - CHECKSUM_DIGITS; at < end; at++) if (!isHexDigit(bytes[at])) return false
  return end === to || (end < to && bytes[end] === COMMA)
}

function isHexDigit(byte: number | undefined): boolean {
  return isDigit(byte) || (byte !== undefined && byte >= LETTER_A && byte <= LETTER_F)
}
