import type { ElementaryStream } from '../audio/tables.ts'

const PRIVATE = 0x06
const REGISTRATION = 0x05
/** AC-3 and E-AC-3 (ETSI EN 300 468 table 12), or what is registered as them. */
const DOLBY = [0x6a, 0x7a]
const DOLBY_NAMES = ['AC-3', 'EAC3']
/** VBI data, VBI teletext, teletext, subtitles, and captions of ARIB. */
const OTHER = [0x45, 0x46, 0x56, 0x59, 0xfd]
const OTHER_NAMES = ['KLVA', 'VANC']

/** What private data is by its descriptors; null for what is none, and for what does not say it. */
export function privateKind({ type, descriptors }: ElementaryStream): 'dolby' | 'other' | null {
  if (type !== PRIVATE) return null
  for (let at = 0; at + 2 <= descriptors.length; at += 2 + descriptors.readUInt8(at + 1)) {
    const tag = descriptors.readUInt8(at)
    const name = tag === REGISTRATION ? descriptors.toString('latin1', at + 2, at + 6) : ''
    if (DOLBY.includes(tag) || DOLBY_NAMES.includes(name)) return 'dolby'
    if (OTHER.includes(tag) || OTHER_NAMES.includes(name)) return 'other'
  }
  return null
}
