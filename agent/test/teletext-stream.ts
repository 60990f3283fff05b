import { since, wrapped } from '../src/domain/transport-stream/clock.ts'
import { crc32 } from '../src/domain/transport-stream/crc32.ts'
import {
  PACKET_BYTES,
  payloadAt,
  pidAt,
  startsUnit,
} from '../src/domain/transport-stream/packet.ts'
import { readStamps } from '../src/domain/transport-stream/pes.ts'
import { HAMMING_8_4, reversed } from '../src/origin/domain/teletext/protection.ts'

/** A page as it is sent. */
export type MadePage = {
  /** As it is called, such as 888. */
  page: number
  /** By row; with control codes, such as those of boxes, as they are. */
  rows: Readonly<Record<number, string>>
  option?: number
  isSubtitle?: boolean
  isErased?: boolean
}

const [START_BOX, END_BOX] = ['\x0b\x0b', '\x0a\x0a']

/** What a subtitle has around it. */
export function boxed(text: string): string {
  return `\x0d${START_BOX}${text}${END_BOX}`
}

/** The lines of a page, its header first, each as the data of one unit. */
export function pageLines({ page, rows, ...how }: MadePage): Buffer[] {
  const magazine = Math.floor(page / 100) % 8
  const { option = 0, isSubtitle = true, isErased = true } = how
  const c11 = ((option >> 2) & 1) * 2 + ((option >> 1) & 1) * 4 + (option & 1) * 8
  const digits = [page % 10, Math.floor(page / 10) % 10]
  const control = [0, isErased ? 8 : 0, 0, isSubtitle ? 8 : 0, 0, c11]
  const head = Buffer.from([...digits, ...control].map(hammed))
  const header = Buffer.concat([head, letters('', 32)])
  const texts = Object.entries(rows).map(([row, text]) => {
    return line(magazine, Number(row), letters(text, 40))
  })
  return [line(magazine, 0, header), ...texts]
}

/** The header between pages, which ends the one before. */
export function fillLine(magazine: number): Buffer {
  const head = Buffer.from([15, 15, 0, 8, 0, 0, 0, 0].map(hammed))
  return line(magazine, 0, Buffer.concat([head, letters('', 32)]))
}

/** One line: its address and 40 bytes. */
export function line(magazine: number, row: number, data: Buffer): Buffer {
  const address = (magazine % 8) | (row << 3)
  const bytes = Buffer.from([hammed(address & 15), hammed(address >> 4)])
  return reversed(Buffer.concat([bytes, data]))
}

function hammed(value: number): number {
  return HAMMING_8_4[value] ?? 0
}

/** In odd parity, filled up with spaces. Letters are those of the codes, whatever they stand for. */
function letters(text: string, length: number): Buffer {
  const codes = Buffer.from(text.padEnd(length, ' ').slice(0, length), 'latin1')
  return Buffer.from(codes.map((code) => (isOdd(code & 0x7f) ? code & 0x7f : code | 0x80)))
}

function isOdd(code: number): boolean {
  return code.toString(2).replaceAll('0', '').length % 2 === 1
}

/** Data of a PES packet with these lines (EN 300 472, 4.3), as long as the standard asks for. */
export function teletextData(lines: readonly Buffer[]): Buffer {
  const units = lines.map((one) => Buffer.concat([Buffer.from([0x03, 0x2c, 0xe7, 0xe4]), one]))
  while (units.length % 4 !== 3) units.push(Buffer.concat([Buffer.from([0xff, 0x2c]), STUFFING]))
  return Buffer.concat([Buffer.from([0x10]), ...units])
}

const STUFFING = Buffer.alloc(44, 0xff)
const PES_HEADER = 0x24

/** `pts` is null for one that says none. */
export function teletextPes(lines: readonly Buffer[], pts: number | null): Buffer {
  const data = teletextData(lines)
  const head = Buffer.alloc(9 + PES_HEADER, 0xff)
  Buffer.from([0, 0, 1, 0xbd, 0, 0, 0x84, pts === null ? 0 : 0x80, PES_HEADER]).copy(head)
  head.writeUInt16BE(head.length + data.length - 6, 4)
  if (pts !== null) writeStamp(head, 9, wrapped(pts))
  return Buffer.concat([head, data])
}

export function writeStamp(bytes: Buffer, at: number, stamp: number): void {
  bytes.writeUInt8(0x21 | (Math.floor(stamp / 2 ** 30) << 1), at)
  bytes.writeUInt16BE(((Math.floor(stamp / 2 ** 15) & 0x7fff) << 1) | 1, at + 1)
  bytes.writeUInt16BE(((stamp % 2 ** 15) << 1) | 1, at + 3)
}

/** A PES packet in packets of a transport stream, the first with the counter. */
export function packetsOf(pid: number, pes: Buffer, counter: number): Buffer[] {
  const packets: Buffer[] = []
  for (let at = 0; at < pes.length; at += PACKET_BYTES - 4) {
    const part = pes.subarray(at, at + PACKET_BYTES - 4)
    if (part.length !== PACKET_BYTES - 4) throw new Error('It does not fill its packets.')
    const start = at === 0 ? 0x40 : 0
    const count = (counter + packets.length) & 0x0f
    const head = Buffer.from([0x47, start | (pid >> 8), pid & 0xff, 0x10 | count])
    packets.push(Buffer.concat([head, part]))
  }
  return packets
}

/** Lines that are sent before the picture of that time, in ticks. */
export type SentLines = { sentAt: number; pts: number | null; lines: readonly Buffer[] }

export type AnnouncedPage = { language: string; page: number; type?: number }

export const TELETEXT_PID = 0x1f2
/** Those that FFmpeg gives. */
const [PMT_PID, VIDEO_PID] = [0x1000, 0x100]

/** A transport stream of FFmpeg with a track of teletext among its others; they in their order. */
export function withTeletext(
  stream: Buffer,
  sent: readonly SentLines[],
  announced?: readonly AnnouncedPage[],
): Buffer {
  return teletextInserter(() => sent, announced)(stream)
}

/** The same of a stream that comes in parts of whole packets; `sentFrom` is told the time of its first picture. */
export function teletextInserter(
  sentFrom: (firstTicks: number) => readonly SentLines[],
  announced: readonly AnnouncedPage[] = [{ language: 'tur', page: 888 }],
): (part: Buffer) => Buffer {
  const pes = ({ sentAt, lines, pts }: SentLines) => ({ sentAt, pes: teletextPes(lines, pts) })
  const track = { pid: TELETEXT_PID, descriptor: teletextDescriptor(announced) }
  return trackInserter(track, (first) => sentFrom(first).map(pes))
}

/** A PES packet that is sent before the picture of that time, in ticks. */
export type SentPes = { sentAt: number; pes: Buffer }

/** Puts a track of private data among the others of what FFmpeg makes. */
export function trackInserter(
  track: { pid: number; descriptor: readonly number[] },
  sentFrom: (firstTicks: number) => readonly SentPes[],
): (part: Buffer) => Buffer {
  let waiting: SentPes[] | null = null
  let counter = 0
  const due = (dts: number): Buffer[] => {
    waiting ??= [...sentFrom(dts)]
    const packets: Buffer[] = []
    while (waiting[0] !== undefined && since(waiting[0].sentAt, dts) >= 0) {
      const { pes } = waiting.shift() as SentPes
      packets.push(...packetsOf(track.pid, pes, counter + packets.length))
    }
    counter += packets.length
    return packets
  }
  return (part) => {
    const packets: Buffer[] = []
    for (let at = 0; at + PACKET_BYTES <= part.length; at += PACKET_BYTES) {
      const packet = part.subarray(at, at + PACKET_BYTES)
      const [pid, starts] = [pidAt(part, at), startsUnit(part, at)]
      const stamp = pid === VIDEO_PID && starts ? readStamps(part, payloadAt(part, at)) : null
      if (stamp !== null) packets.push(...due(stamp.dts))
      packets.push(pid === PMT_PID && starts ? withTrack(packet, track) : packet)
    }
    return Buffer.concat(packets)
  }
}

const PMT = 0x02

function teletextDescriptor(announced: readonly AnnouncedPage[]): number[] {
  const pages = announced.flatMap(({ language, page, type = 2 }) => [
    ...Buffer.from(language, 'latin1'),
    (type << 3) | (Math.floor(page / 100) % 8),
    (Math.floor(page / 10) % 10) * 16 + (page % 10),
  ])
  return [0x56, pages.length, ...pages]
}

function withTrack(
  packet: Buffer,
  { pid, descriptor }: { pid: number; descriptor: readonly number[] },
): Buffer {
  const from = payloadAt(packet, 0) + 1
  const length = 3 + (packet.readUInt16BE(from + 1) & 0x0fff)
  const table = packet.subarray(from, from + length - 4)
  if (table.readUInt8(0) !== PMT) return packet
  const address = [0xe0 | (pid >> 8), pid & 0xff]
  const track = Buffer.from([0x06, ...address, 0xf0, descriptor.length, ...descriptor])
  const written = Buffer.concat([table, track])
  written.writeUInt16BE(0xb000 | (written.length + 4 - 3), 1)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(written))
  const whole = Buffer.alloc(PACKET_BYTES, 0xff)
  packet.copy(whole, 0, 0, 3)
  whole.writeUInt8((packet.readUInt8(3) & 0x0f) | 0x10, 3)
  whole.writeUInt8(0, 4)
  Buffer.concat([written, checksum]).copy(whole, 5)
  return whole
}
