import { crc32 } from '../../../domain/transport-stream/crc32.ts'
import { sectionLength } from './splice-section.ts'

/** Whole sections in what a run has written, in their order, and how many bytes of it were used up. */
export type SplitSections = { sections: Buffer[]; used: number }

/** What only looks like a section is summed up in vain; in what a run writes it hardly ever stands. */
const MOST_VAIN = 256

/**
 * Sections one behind the other. What is none, or too long, is passed over to the next that is whole;
 * one that is cut off at the end is left for when more of it is there. What a hostile source fills with
 * begins of sections is passed over as a whole: each costs as much as a section.
 */
export function splitSections(bytes: Buffer): SplitSections {
  const sections: Buffer[] = []
  let [at, vain] = [0, 0]
  while (at < bytes.length) {
    if (vain > MOST_VAIN) return { sections, used: bytes.length }
    const rest = bytes.subarray(at)
    const length = sectionLength(rest)
    const mayFollow = rest.length < 3 && rest[0] === 0xfc
    if (mayFollow || (length !== null && length > rest.length)) break
    const section = length === null ? null : rest.subarray(0, length)
    if (section !== null && crc32(section) === 0) {
      sections.push(section)
      at += section.length
    } else {
      if (section !== null) vain++
      at = nextBegin(bytes, at + 1)
    }
  }
  return { sections, used: at }
}

function nextBegin(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(0xfc, from)
  return at === -1 ? bytes.length : at
}
