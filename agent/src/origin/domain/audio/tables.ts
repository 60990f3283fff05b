import { crc32 } from '../../../domain/transport-stream/crc32.ts'
import {
  PACKET_BYTES,
  payloadAt,
  pidAt,
  startsUnit,
} from '../../../domain/transport-stream/packet.ts'

/** What the tables at the begin of a stream say of it. */
export type Tracks = {
  pmtPid: number
  videoPid: number
  /** Null where the video is of another kind. */
  video: 'h264' | 'hevc' | null
  /** The audio that is looked at, the first unless it is said; null when the stream has none. */
  audio: AudioTrack | null
  /** All audio there is, in its order. */
  audios: readonly AudioTrack[]
}

/** `aac` in ADTS, or something else. */
export type AudioTrack = { pid: number; aac: boolean }

/** In bytes from the begin of the PMT's section. */
const ENTRIES_AT = 12
const CRC_BYTES = 4
const AAC = 0x0f
const H264 = 0x1b
const HEVC = 0x24
const VIDEO_TYPES = [0x01, 0x02, 0x10, H264, HEVC]
const AUDIO_TYPES = [0x03, 0x04, AAC, 0x11, 0x81, 0x87]
/** Private data: AC-3 and such in the way of DVB. */
const PRIVATE = 0x06

/** Null when there are no tables at the begin, or no video: then it is not for us to judge. */
export function readTracks(head: Buffer): Tracks | null {
  const table = readTable(head)
  const video = table?.streams.find(isVideo)
  if (table === null || video === undefined) return null
  const audios = audioOf(table.streams).map(({ type, pid }) => ({ pid, aac: type === AAC }))
  const { pmtPid } = table
  const codec = video.type === H264 ? 'h264' : video.type === HEVC ? 'hevc' : null
  return { pmtPid, videoPid: video.pid, video: codec, audio: audios[0] ?? null, audios }
}

/** A track as the table of a programme names it: its type (ISO/IEC 13818-1 table 2-34) and its descriptors. */
export type ElementaryStream = { type: number; pid: number; descriptors: Buffer }

/** The first video and all audio of a stream, of whatever kind; null when there are no tables at its begin. */
export function readStreams(
  head: Buffer,
): { video: ElementaryStream | null; audios: readonly ElementaryStream[] } | null {
  const table = readTable(head)
  if (table === null) return null
  return { video: table.streams.find(isVideo) ?? null, audios: audioOf(table.streams) }
}

function readTable(head: Buffer): { pmtPid: number; streams: ElementaryStream[] } | null {
  const pmtPid = findPmtPid(head)
  const section = pmtPid === null ? null : findSection(head, pmtPid, 0x02)
  if (pmtPid === null || section === null) return null
  const streams = readEntries(section).map(({ type, pid, at, bytes }) => {
    return { type, pid, descriptors: section.subarray(at + 5, at + bytes) }
  })
  return { pmtPid, streams }
}

function isVideo({ type }: ElementaryStream): boolean {
  return VIDEO_TYPES.includes(type)
}

function audioOf(streams: readonly ElementaryStream[]): ElementaryStream[] {
  const known = streams.filter(({ type }) => AUDIO_TYPES.includes(type))
  return known.length > 0 ? known : streams.filter(({ type }) => type === PRIVATE)
}

/** Which audio of a run: its place among all that the run was planned with, the main one first. */
export type AudioPlace = { at: number; of: number }

/**
 * The same with another audio in sight. Null where there is not what was planned: which is which is not
 * known then.
 */
export function tracksAt(tracks: Tracks | null, { at, of }: AudioPlace): Tracks | null {
  if (at === 0 || tracks === null) return tracks
  const audio = tracks.audios.length === of ? tracks.audios[at] : undefined
  return audio === undefined ? null : { ...tracks, audio }
}

/** The packet of a PMT with a track of AAC more; null when it does not hold a PMT with room for it. */
export function withAacTrack(packet: Buffer, pid: number): Buffer | null {
  const section = sectionIn(packet, 0, 0x02)
  if (section === null || section.length + 5 > PACKET_BYTES - 5) return null
  const entries = section.subarray(0, section.length - CRC_BYTES)
  const track = Buffer.from([AAC, 0xe0 | (pid >> 8), pid & 0xff, 0xf0, 0])
  return rewritten(packet, Buffer.concat([entries, track]))
}

/** The packet of a PMT without some of its tracks; null when it does not hold one with any of them. */
export function withoutTracks(packet: Buffer, pids: readonly number[]): Buffer | null {
  const section = sectionIn(packet, 0, 0x02)
  if (section === null) return null
  const entries = readEntries(section)
  const kept = entries.filter(({ pid }) => !pids.includes(pid))
  if (kept.length === entries.length) return null
  const begin = section.subarray(0, entries[0]?.at ?? 0)
  const left = kept.map(({ at, bytes }) => section.subarray(at, at + bytes))
  return rewritten(packet, Buffer.concat([begin, ...left]))
}

/** The packet with another section, which is another version of it. `body` is without its checksum. */
function rewritten(packet: Buffer, body: Buffer): Buffer {
  body.writeUInt16BE(0xb000 | (body.length + CRC_BYTES - 3), 1)
  const version = ((body.readUInt8(5) >> 1) + 1) & 0x1f
  body.writeUInt8(0xc0 | (version << 1) | (body.readUInt8(5) & 1), 5)
  const checksum = Buffer.alloc(CRC_BYTES)
  checksum.writeUInt32BE(crc32(body))
  const written = Buffer.alloc(PACKET_BYTES, 0xff)
  packet.copy(written, 0, 0, 4)
  // Without an adaptation field: a table needs none.
  written.writeUInt8((packet.readUInt8(3) & 0x0f) | 0x10, 3)
  written.writeUInt8(0, 4)
  Buffer.concat([body, checksum]).copy(written, 5)
  return written
}

/** A PID that is free beside those of the stream. */
export function freePid({ videoPid, pmtPid }: Pick<Tracks, 'videoPid' | 'pmtPid'>): number {
  const next = videoPid + 1 < 0x1ff0 ? videoPid + 1 : 0x100
  return next === pmtPid ? next + 1 : next
}

function findPmtPid(head: Buffer): number | null {
  const section = findSection(head, 0, 0x00)
  if (section === null) return null
  for (let at = 8; at + 4 <= section.length - CRC_BYTES; at += 4) {
    if (section.readUInt16BE(at) !== 0) return section.readUInt16BE(at + 2) & 0x1fff
  }
  return null
}

function findSection(head: Buffer, pid: number, table: number): Buffer | null {
  for (let at = 0; at + PACKET_BYTES <= head.length; at += PACKET_BYTES) {
    if (pidAt(head, at) !== pid || !startsUnit(head, at)) continue
    const section = sectionIn(head, at, table)
    if (section !== null) return section
  }
  return null
}

/** The section that begins in the packet and ends in it, as those of few tracks do. */
function sectionIn(bytes: Buffer, packetAt: number, table: number): Buffer | null {
  const end = packetAt + PACKET_BYTES
  const pointer = payloadAt(bytes, packetAt)
  if (pointer >= end) return null
  const at = pointer + 1 + bytes.readUInt8(pointer)
  if (at + ENTRIES_AT > end || bytes.readUInt8(at) !== table) return null
  const length = 3 + (bytes.readUInt16BE(at + 1) & 0x0fff)
  return length >= ENTRIES_AT && at + length <= end ? bytes.subarray(at, at + length) : null
}

type Entry = { type: number; pid: number; at: number; bytes: number }

function readEntries(section: Buffer): Entry[] {
  const entries: Entry[] = []
  const end = section.length - CRC_BYTES
  let at = ENTRIES_AT + (section.readUInt16BE(10) & 0x0fff)
  while (at + 5 <= end) {
    const bytes = 5 + (section.readUInt16BE(at + 3) & 0x0fff)
    const pid = section.readUInt16BE(at + 1) & 0x1fff
    entries.push({ type: section.readUInt8(at), pid, at, bytes })
    at += bytes
  }
  return entries
}
