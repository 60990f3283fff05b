import { eachUnit, eachUnitOf } from './each-unit.ts'

export type TrackKind = 'video' | 'audio' | 'other'
export type SurveyedTrack = { pid: number; type: number; kind: TrackKind }
/** `protectedBy` a system of conditional access: its tracks may be scrambled, or were once. */
export type Programme = { number: number; tracks: readonly SurveyedTrack[]; isProtected: boolean }

const CRC_BYTES = 4
const PAT = 0x00
const PMT = 0x02
const CA_DESCRIPTOR = 0x09
const REGISTRATION = 0x05
const VIDEO_TYPES = [0x01, 0x02, 0x10, 0x1b, 0x20, 0x24, 0x33, 0x42, 0xd1, 0xea]
const AUDIO_TYPES = [0x03, 0x04, 0x0f, 0x11, 0x1c, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87]
/** In private data, the descriptors of AC-3, E-AC-3, DTS, AAC and AC-4 as DVB announces them. */
const AUDIO_DESCRIPTORS = [0x6a, 0x7a, 0x7b, 0x7c]
const AUDIO_NAMES = ['Opus', 'AC-3', 'EAC3', 'DTS1', 'DTS2', 'DTS3', 'BSSD']
const VIDEO_NAMES = ['HEVC', 'AV01', 'VC-1', 'drac', 'VVC ']

/** More than any multiplex has. A hostile one lists 65,535, with a table of 800 tracks each. */
const MOST_PROGRAMMES = 128

/** Programmes of which the table has come, in the order of the list. */
export function readProgrammes(packets: Buffer): Programme[] {
  const listed = listProgrammes(packets)
  const tables = new Map<number, Buffer>()
  eachUnitOf(packets, new Set(listed.values()), (pid, unit) => {
    const section = sectionOf(unit, PMT)
    const number = section?.readUInt16BE(3)
    // Several programmes may have their tables on one PID.
    if (section && number !== undefined && listed.get(number) === pid) tables.set(number, section)
  })
  return [...listed.keys()].flatMap((number) => {
    const section = tables.get(number)
    return section === undefined ? [] : [programmeIn(section, number)]
  })
}

/** The PID of the table of each programme, by its number. */
function listProgrammes(packets: Buffer): Map<number, number> {
  const listed = new Map<number, number>()
  eachUnit(packets, 0, (unit) => {
    const section = sectionOf(unit, PAT)
    for (let at = 8; section && at + 4 <= section.length - CRC_BYTES; at += 4) {
      const number = section.readUInt16BE(at)
      const isTaken = listed.has(number) || listed.size < MOST_PROGRAMMES
      if (number !== 0 && isTaken) listed.set(number, section.readUInt16BE(at + 2) & 0x1fff)
    }
  })
  return listed
}

function programmeIn(section: Buffer, number: number): Programme {
  const end = section.length - CRC_BYTES
  const tracks: SurveyedTrack[] = []
  let at = Math.min(end, 12 + (section.readUInt16BE(10) & 0x0fff))
  const own = descriptorsOf(section.subarray(12, at))
  let isProtected = own.some(({ tag }) => tag === CA_DESCRIPTOR)
  while (at + 5 <= end) {
    const type = section.readUInt8(at)
    const next = Math.min(end, at + 5 + (section.readUInt16BE(at + 3) & 0x0fff))
    const descriptors = descriptorsOf(section.subarray(at + 5, next))
    if (descriptors.some(({ tag }) => tag === CA_DESCRIPTOR)) isProtected = true
    tracks.push({
      pid: section.readUInt16BE(at + 1) & 0x1fff,
      type,
      kind: isCues(type, [...own, ...descriptors]) ? 'other' : kindOf(type, descriptors),
    })
    at = next
  }
  return { number, tracks, isProtected }
}

type Descriptor = { tag: number; body: Buffer }

function descriptorsOf(bytes: Buffer): Descriptor[] {
  const found: Descriptor[] = []
  let at = 0
  while (at + 2 <= bytes.length) {
    const end = at + 2 + bytes.readUInt8(at + 1)
    found.push({ tag: bytes.readUInt8(at), body: bytes.subarray(at + 2, end) })
    at = end
  }
  return found
}

/** Of SCTE 35, whose type is that of a kind of audio elsewhere; minutes lie between what comes of it. */
function isCues(type: number, descriptors: readonly Descriptor[]): boolean {
  return type === 0x86 && namesIn(descriptors).includes('CUEI')
}

function namesIn(descriptors: readonly Descriptor[]): string[] {
  return descriptors
    .filter(({ tag }) => tag === REGISTRATION)
    .map(({ body }) => body.toString('latin1', 0, 4))
}

function kindOf(type: number, descriptors: readonly Descriptor[]): TrackKind {
  if (VIDEO_TYPES.includes(type)) return 'video'
  if (AUDIO_TYPES.includes(type)) return 'audio'
  if (descriptors.some(({ tag }) => AUDIO_DESCRIPTORS.includes(tag))) return 'audio'
  const names = namesIn(descriptors)
  if (names.some((name) => AUDIO_NAMES.includes(name))) return 'audio'
  return names.some((name) => VIDEO_NAMES.includes(name)) ? 'video' : 'other'
}

/** The section at the begin of a unit, when it is whole and of that table. */
function sectionOf(unit: Buffer, table: number): Buffer | null {
  const at = 1 + (unit[0] ?? 0)
  if (at + 12 > unit.length || unit.readUInt8(at) !== table) return null
  const end = at + 3 + (unit.readUInt16BE(at + 1) & 0x0fff)
  return end <= unit.length && end - at >= 12 ? unit.subarray(at, end) : null
}
