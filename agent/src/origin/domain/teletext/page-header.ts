import { nibbleIn } from './protection.ts'
import type { TeletextPacket } from './read-packets.ts'

/** What begins a page (ETS 300 706, 9.3.1). */
export type PageHeader = {
  /** As it is called, 100 to 899; null for what is no page of text, as between pages. */
  page: number | null
  /** What was there of it is gone. */
  erases: boolean
  /** Of subtitles, or of news that is laid over the picture: only what is in boxes is seen. */
  isBoxed: boolean
  isSubtitle: boolean
  /** It ends whatever page went before, not that of its magazine alone. */
  isSerial: boolean
  /** Which letters some codes stand for, 0 to 7. */
  option: number
}

/** Null for what is damaged. */
export function readHeader({ magazine, data }: TeletextPacket): PageHeader | null {
  const [units, tens, s1, s2, s3, s4, c7, c11] = Array.from(data.subarray(0, 8), nibbleIn)
  if (!isNumber(units) || !isNumber(tens) || !isNumber(s2) || !isNumber(s4)) return null
  if (!isNumber(c7) || !isNumber(c11) || s1 === null || s3 === null) return null
  const isText = units < 10 && tens < 10
  return {
    page: isText ? magazine * 100 + tens * 10 + units : null,
    erases: (s2 & 8) !== 0,
    isBoxed: (s4 & 12) !== 0,
    isSubtitle: (s4 & 8) !== 0,
    isSerial: (c11 & 1) !== 0,
    // C12, C13 and C14 in this order (table 32).
    option: ((c11 & 2) << 1) | ((c11 & 4) >> 1) | ((c11 & 8) >> 3),
  }
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number'
}
