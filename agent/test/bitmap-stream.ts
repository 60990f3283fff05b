import { wrapped } from '../src/domain/transport-stream/clock.ts'
import type { Depth } from '../src/origin/domain/bitmaps/shades.ts'
import { runToEnd } from '../src/process/run-to-end.ts'
import { type SentPes, trackInserter, writeStamp } from './teletext-stream.ts'

/** Codes of colours, row by row. */
export type MadeBitmap = { width: number; height: number; depth: Depth; codes: Uint8Array }

/** A display set with one region; none where nothing is to be seen. */
export type MadeSet = {
  bitmap?: MadeBitmap
  x?: number
  y?: number
  page?: number
  timeoutSeconds?: number
  /** 0 goes on with what is there, 2 begins anew. */
  state?: number
  /** Of the page, 0 to 15: a decoder may pass over one that has not changed. */
  version?: number
  display?: { width: number; height: number }
  /** By code: Y, Cr, Cb and T; those of the standard where none are given. */
  colours?: Readonly<Record<number, readonly number[]>>
  hasEnd?: boolean
}

const [REGION_ID, CLUT_ID, OBJECT_ID] = [3, 5, 77]
const word = (value: number) => [(value >> 8) & 255, value & 255]
/** In a region, and of an entry of colours. */
const DEPTH_CODES = { 2: 1, 4: 2, 8: 3 }
const DEPTH_FLAGS = { 2: 0x80, 4: 0x40, 8: 0x20 }

export function segment(type: number, page: number, data: readonly number[] | Buffer): Buffer {
  const head = [0x0f, type, ...word(page), ...word(data.length)]
  return Buffer.concat([Buffer.from(head), Buffer.from(data)])
}

/** The segments of a display set (EN 300 743, 7.2). */
export function displaySet({ bitmap, page = 1, ...how }: MadeSet): Buffer {
  const {
    x = 0,
    y = 0,
    timeoutSeconds = 20,
    state = 2,
    version = 0,
    display,
    colours,
    hasEnd = true,
  } = how
  const shown = bitmap === undefined ? [] : [REGION_ID, 0xff, ...word(x), ...word(y)]
  const size = display ? [0, ...word(display.width - 1), ...word(display.height - 1)] : null
  return Buffer.concat([
    ...(size === null ? [] : [segment(0x14, page, size)]),
    segment(0x10, page, [timeoutSeconds, (version << 4) | (state << 2) | 0x03, ...shown]),
    ...(bitmap === undefined ? [] : drawn(bitmap, page, colours)),
    ...(hasEnd ? [segment(0x80, page, [])] : []),
  ])
}

function drawn(bitmap: MadeBitmap, page: number, colours: MadeSet['colours']): Buffer[] {
  const { width, height, depth } = bitmap
  const code = DEPTH_CODES[depth]
  const region = [REGION_ID, 0x0f, ...word(width), ...word(height), (code << 5) | (code << 2) | 3]
  const entries = Object.entries(colours ?? {}).flatMap(([at, colour]) => {
    return [Number(at), DEPTH_FLAGS[depth] | 0x1f, ...colour]
  })
  const fields = [0, 1].map((from) => fieldOf(bitmap, from))
  const lengths = fields.flatMap((field) => word(field.length))
  return [
    segment(0x11, page, [...region, CLUT_ID, 0, 0x03, ...word(OBJECT_ID), 0, 0, 0xf0, 0]),
    ...(entries.length === 0 ? [] : [segment(0x12, page, [CLUT_ID, 0x0f, ...entries])]),
    segment(0x13, page, [...word(OBJECT_ID), 0x01, ...lengths, ...fields.flat()]),
  ]
}

const STRINGS = { 2: 0x10, 4: 0x11, 8: 0x12 }

/** Every other line, from the first or the second on. */
function fieldOf({ width, height, depth, codes }: MadeBitmap, from: number): number[] {
  const bytes: number[] = []
  for (let y = from; y < height; y += 2) {
    const line = codes.subarray(y * width, (y + 1) * width)
    bytes.push(STRINGS[depth], ...stringOf(line, depth), 0xf0)
  }
  return bytes
}

/** Runs by their least length, up to which they go, how they begin, and the bits of their length. */
type Form = { least: number; most: number; head: string; bits: number }

const FORMS: Record<Depth, readonly Form[]> = {
  2: [
    { least: 29, most: 284, head: '000011', bits: 8 },
    { least: 12, most: 27, head: '000010', bits: 4 },
    { least: 3, most: 10, head: '001', bits: 3 },
  ],
  4: [
    { least: 25, most: 280, head: '0000' + '1111', bits: 8 },
    { least: 9, most: 24, head: '0000' + '1110', bits: 4 },
    { least: 4, most: 7, head: '0000' + '10', bits: 2 },
  ],
  8: [{ least: 3, most: 127, head: '00000000' + '1', bits: 7 }],
}
/** Single pixels of the code 0, and the end of a string. */
const ONE_OF_0 = { 2: '0001', 4: '0000' + '1100', 8: '00000000' + '00000001' }
const END = { 2: '000000', 4: '00000000', 8: '0000000000000000' }

const bitsOf = (value: number, count: number) => value.toString(2).padStart(count, '0')

/** A line as a string of pixels (EN 300 743, 7.2.5.2). */
export function stringOf(line: Uint8Array, depth: Depth): number[] {
  let bits = ''
  for (let at = 0; at < line.length; ) {
    const code = line[at] ?? 0
    const other = line.subarray(at).findIndex((one) => one !== code)
    const length = other === -1 ? line.length - at : other
    const form = FORMS[depth].find(({ least }) => least <= length)
    const taken = form === undefined ? 1 : Math.min(length, form.most)
    if (form) bits += form.head + bitsOf(taken - form.least + (depth === 8 ? 3 : 0), form.bits)
    if (form || code !== 0) bits += bitsOf(code, depth)
    else bits += ONE_OF_0[depth]
    at += taken
  }
  bits += END[depth]
  const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) ?? []
  return bytes.map((byte) => Number.parseInt(byte, 2))
}

const PAYLOAD_BYTES = 184
const [PES_HEAD, STAMP_BYTES] = [9, 5]

/** Data of a PES packet with these segments. */
export const bitmapData = (segments: Buffer) =>
  Buffer.concat([Buffer.from([0x20, 0x00]), segments, Buffer.from([0xff])])

/** As long as fills its packets. */
export function bitmapPes(segments: Buffer, pts: number): Buffer {
  const data = bitmapData(segments)
  const least = PES_HEAD + STAMP_BYTES + data.length
  const stuffing = Math.ceil(least / PAYLOAD_BYTES) * PAYLOAD_BYTES - least
  const head = Buffer.alloc(PES_HEAD + STAMP_BYTES + stuffing, 0xff)
  Buffer.from([0, 0, 1, 0xbd, 0, 0, 0x84, 0x80, STAMP_BYTES + stuffing]).copy(head)
  head.writeUInt16BE(head.length + data.length - 6, 4)
  writeStamp(head, PES_HEAD, wrapped(pts))
  return Buffer.concat([head, data])
}

export const BITMAP_PID = 0x1f3

/** Announced as subtitles of one service in a language, for pictures of whichever shape. */
export function bitmapInserter(
  sentFrom: (firstTicks: number) => readonly SentPes[],
  language = 'tur',
): (part: Buffer) => Buffer {
  const service = [...Buffer.from(language, 'latin1'), 0x10, ...word(1), ...word(1)]
  const track = { pid: BITMAP_PID, descriptor: [0x59, service.length, ...service] }
  return trackInserter(track, sentFrom)
}

/** Lines of white letters with soft edges, in the codes 1 and 3 of the usual colours of two bits. */
export async function drawnText(lines: readonly string[], fontSize = 30): Promise<MadeBitmap> {
  const [width, height] = [720, lines.length * (fontSize + 14) + 12]
  const font = 'fontfile=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
  const texts = lines.map((line, at) => {
    const text = line.replace(/[\\':,%]/g, '\\$&')
    const place = `x=(w-text_w)/2:y=${at * (fontSize + 14) + 12}`
    return `drawtext=${font}:text='${text}':fontcolor=white:fontsize=${fontSize}:${place}`
  })
  const picture = [`color=black:s=${width}x${height}`, ...texts, 'format=gray'].join(',')
  const args = [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    picture,
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-',
  ]
  const { stdout, stderr } = await runToEnd('ffmpeg', args, {
    isTool: true,
    timeoutMs: 20_000,
    maxBytes: 1e7,
  })
  if (stdout.length !== width * height) throw new Error(`Nothing was drawn: ${stderr}`)
  const codes = Uint8Array.from(stdout, (grey) => (grey > 170 ? 1 : grey > 85 ? 3 : 0))
  return { width, height, depth: 2, codes }
}
