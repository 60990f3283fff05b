import { TICKS, wrapped } from '../../../domain/transport-stream/clock.ts'
import { crc32 } from '../../../domain/transport-stream/crc32.ts'

/** What a splice_info_section (ANSI/SCTE 35) says of a break: that it begins, ends, or is called off. */
export type SpliceCue = {
  kind: 'out' | 'in' | 'cancel'
  eventId: number
  /** What began, as a segmentation descriptor names it; null of a splice_insert, and of what calls off any. */
  segmentType: number | null
  /** Ticks of the source's clock, its adjustment included; null at once. */
  at: number | null
  plannedSeconds: number | null
  /** It ends after that without being told to. */
  returns: boolean
}

const TABLE = 0xfc
const [SPLICE_INSERT, TIME_SIGNAL] = [0x05, 0x06]
const SEGMENTATION = 0x02
const HEAD_BYTES = 14
const CRC_BYTES = 4
/** Usual ones have 30 to 300. What is longer would be in playlists again and again. */
export const MOST_SECTION_BYTES = 512
/** Of 33 bits. */
const HIGH = 2 ** 32

/**
 * Breaks and places for advertisements by SCTE 35 table 22; each ends with the type after its own.
 * Programmes and chapters are none.
 */
const BEGINS = [0x22, 0x30, 0x32, 0x34, 0x36, 0x38, 0x3a, 0x44, 0x46]

/** Length of a section that begins there, in bytes; null where none begins, or one that is too long. */
export function sectionLength(bytes: Buffer): number | null {
  if (bytes.length < 3 || bytes.readUInt8(0) !== TABLE) return null
  const length = 3 + (bytes.readUInt16BE(1) & 0x0fff)
  return length >= HEAD_BYTES + CRC_BYTES && length <= MOST_SECTION_BYTES ? length : null
}

/** What a whole section says; nothing where it is damaged, encrypted, or about something else. */
export function readSplice(section: Buffer): SpliceCue[] {
  if (sectionLength(section) !== section.length || crc32(section) !== 0) return []
  const version = section.readUInt8(3)
  const isEncrypted = (section.readUInt8(4) & 0x80) !== 0
  if (version !== 0 || isEncrypted) return []
  const adjustment = ticksAt(section, 4)
  const body = section.subarray(HEAD_BYTES, section.length - CRC_BYTES)
  try {
    switch (section.readUInt8(13)) {
      case SPLICE_INSERT:
        return [readInsert(body, adjustment)]
      case TIME_SIGNAL:
        return readSignal(body, adjustment)
      default:
        return []
    }
  } catch (error) {
    // It says that it is longer than it is.
    if (error instanceof RangeError) return []
    throw error
  }
}

function readInsert(body: Buffer, adjustment: number): SpliceCue {
  const eventId = body.readUInt32BE(0)
  if ((body.readUInt8(4) & 0x80) !== 0) return cancelled(eventId)
  const flags = body.readUInt8(5)
  const [isOut, isWhole] = [(flags & 0x80) !== 0, (flags & 0x40) !== 0]
  const [hasDuration, isAtOnce] = [(flags & 0x20) !== 0, (flags & 0x10) !== 0]
  const parts = isWhole ? 1 : body.readUInt8(6)
  let at = isWhole ? 6 : 7
  let time: number | null = null
  for (let part = 0; part < parts; part++) {
    if (!isWhole) at++
    if (isAtOnce) continue
    const read = readTime(body, at, adjustment)
    at = read.end
    time ??= read.time
  }
  return {
    kind: isOut ? 'out' : 'in',
    eventId,
    segmentType: null,
    at: time,
    plannedSeconds: hasDuration && isOut ? ticksAt(body, at) / TICKS : null,
    returns: hasDuration && (body.readUInt8(at) & 0x80) !== 0,
  }
}

function readSignal(body: Buffer, adjustment: number): SpliceCue[] {
  const { time, end } = readTime(body, 0, adjustment)
  const until = end + 2 + body.readUInt16BE(end)
  const cues: SpliceCue[] = []
  for (let at = end + 2; at + 2 <= until; at += 2 + body.readUInt8(at + 1)) {
    const descriptor = body.subarray(at + 2, at + 2 + body.readUInt8(at + 1))
    if (body.readUInt8(at) !== SEGMENTATION || descriptor.toString('latin1', 0, 4) !== 'CUEI')
      continue
    const cue = readSegmentation(descriptor, time)
    if (cue !== null) cues.push(cue)
  }
  return cues
}

function readSegmentation(descriptor: Buffer, time: number | null): SpliceCue | null {
  const eventId = descriptor.readUInt32BE(4)
  if ((descriptor.readUInt8(8) & 0x80) !== 0) return cancelled(eventId)
  const flags = descriptor.readUInt8(9)
  const [isWhole, hasDuration] = [(flags & 0x80) !== 0, (flags & 0x40) !== 0]
  const durationAt = isWhole ? 10 : 11 + 6 * descriptor.readUInt8(10)
  const nameAt = durationAt + (hasDuration ? 5 : 0)
  const type = descriptor.readUInt8(nameAt + 2 + descriptor.readUInt8(nameAt + 1))
  const about = { eventId, at: time }
  if (BEGINS.includes(type)) {
    const plannedSeconds = hasDuration ? descriptor.readUIntBE(durationAt, 5) / TICKS : null
    return { ...about, kind: 'out', segmentType: type, plannedSeconds, returns: hasDuration }
  }
  if (!BEGINS.includes(type - 1)) return null
  return { ...about, kind: 'in', segmentType: type - 1, plannedSeconds: null, returns: false }
}

function cancelled(eventId: number): SpliceCue {
  return {
    kind: 'cancel',
    eventId,
    segmentType: null,
    at: null,
    plannedSeconds: null,
    returns: false,
  }
}

/** A splice_time(): it may leave the time open. */
function readTime(bytes: Buffer, at: number, adjustment: number) {
  const isSaid = (bytes.readUInt8(at) & 0x80) !== 0
  if (!isSaid) return { time: null, end: at + 1 }
  return { time: wrapped(ticksAt(bytes, at) + adjustment), end: at + 5 }
}

/** The last 33 of 40 bits. */
function ticksAt(bytes: Buffer, at: number): number {
  return (bytes.readUInt8(at) & 1) * HIGH + bytes.readUInt32BE(at + 1)
}
