import type { Depth } from './shades.ts'

/** Codes of colours, row by row. */
export type Plane = { width: number; height: number; depth: Depth; codes: Uint8Array }

/** What may still be spent: a hostile source asks for far more than anybody sees. */
export type Budget = { pixels: number }

/** What each step costs at least: reading it. */
const LEAST_COST = 24
const OBJECT_HEAD = 7
const [PIXELS, NON_MODIFYING] = [0, 0x02]
const END_OF_LINE = 0xf0
/** Strings of pixels by the bits of their codes, and tables from fewer bits to more (EN 300 743, table 20). */
const STRINGS: Readonly<Record<number, Depth>> = { 16: 2, 17: 4, 18: 8 }
const TABLES: Readonly<Record<number, readonly [from: 2 | 4, to: 4 | 8, bytes: number]>> = {
  32: [2, 4, 2],
  33: [2, 8, 4],
  34: [4, 8, 16],
}

/** Draws the object of a segment at a place of a region; parts beyond it, and what follows damage, are left out. */
export function drawObject(
  plane: Plane,
  place: { x: number; y: number },
  segment: Buffer,
  budget: Budget,
): void {
  budget.pixels -= LEAST_COST
  if (segment.length < OBJECT_HEAD) return
  const flags = segment.readUInt8(2)
  if (((flags >> 2) & 3) !== PIXELS) return
  const keepsOne = (flags & NON_MODIFYING) !== 0
  const [topBytes, bottomBytes] = [segment.readUInt16BE(3), segment.readUInt16BE(5)]
  const top = segment.subarray(OBJECT_HEAD, OBJECT_HEAD + topBytes)
  const below = segment.subarray(OBJECT_HEAD + topBytes, OBJECT_HEAD + topBytes + bottomBytes)
  const pen = { plane, budget, keepsOne, left: place.x }
  drawField({ ...pen, x: place.x, y: place.y }, top)
  // Where there is one field it is both.
  drawField({ ...pen, x: place.x, y: place.y + 1 }, bottomBytes === 0 ? top : below)
}

type Pen = {
  plane: Plane
  budget: Budget
  /** A code of 1 leaves what is there. */
  keepsOne: boolean
  left: number
  x: number
  y: number
}

function drawField(pen: Pen, data: Buffer): void {
  const tables = usualTables()
  let at = 0
  while (at < data.length && pen.budget.pixels > 0) {
    const type = data.readUInt8(at)
    at += 1
    pen.budget.pixels -= LEAST_COST
    const [depth, table] = [STRINGS[type], TABLES[type]]
    if (depth !== undefined) at = drawString(pen, data, at, depth, tables)
    else if (table !== undefined) {
      const [from, to, bytes] = table
      tables[from][to] = valuesIn(data.subarray(at, at + bytes), to)
      at += bytes
    } else if (type === END_OF_LINE) {
      pen.x = pen.left
      pen.y += 2
    } else return
  }
}

type Tables = Record<Depth, Partial<Record<Depth, readonly number[]>>>

/** EN 300 743, 10.4 to 10.6. */
function usualTables(): Tables {
  return {
    2: { 4: [0x0, 0x7, 0x8, 0xf], 8: [0x00, 0x77, 0x88, 0xff] },
    4: { 8: Array.from({ length: 16 }, (_, code) => code * 0x11) },
    8: {},
  }
}

function valuesIn(bytes: Buffer, depth: 4 | 8): number[] {
  return depth === 8 ? [...bytes] : [...bytes].flatMap((byte) => [byte >> 4, byte & 15])
}

/** A run of pixels of one code; a length of 0 ends the string. */
type Run = { code: number; length: number }
type Bits = { take(count: number): number; at(): number; isOver(): boolean }

const READERS: Readonly<Record<Depth, (bits: Bits) => Run>> = { 2: runOf2, 4: runOf4, 8: runOf8 }

/** Answers where the next block begins, which is at a byte. */
function drawString(pen: Pen, data: Buffer, from: number, depth: Depth, tables: Tables): number {
  const bits = bitsOf(data, from)
  const table = tables[depth][pen.plane.depth]
  const read = READERS[depth]
  while (!bits.isOver() && pen.budget.pixels > 0) {
    const { code, length } = read(bits)
    if (length === 0) break
    if (!(pen.keepsOne && code === 1)) paint(pen, table?.[code] ?? code, length)
    pen.budget.pixels -= Math.max(length, LEAST_COST)
    pen.x += length
  }
  return bits.at()
}

function paint({ plane, x, y }: Pen, code: number, length: number): void {
  if (y >= plane.height || x >= plane.width) return
  const row = y * plane.width
  const end = Math.min(x + length, plane.width)
  plane.codes.fill(code & ((1 << plane.depth) - 1), row + x, row + end)
}

function bitsOf(data: Buffer, from: number): Bits {
  let place = from * 8
  return {
    take(count) {
      let value = 0
      for (let left = count; left > 0; left -= 1, place += 1) {
        value = value * 2 + (((data[place >> 3] ?? 0) >> (7 - (place & 7))) & 1)
      }
      return value
    },
    at: () => (place + 7) >> 3,
    isOver: () => place >= data.length * 8,
  }
}

/** EN 300 743, 7.2.5.2.1. */
function runOf2({ take }: Bits): Run {
  const code = take(2)
  if (code !== 0) return { code, length: 1 }
  if (take(1) === 1) return run(take(3) + 3, take(2))
  if (take(1) === 1) return run(1, 0)
  const kind = take(2)
  if (kind < 2) return run(kind * 2, 0)
  return kind === 2 ? run(take(4) + 12, take(2)) : run(take(8) + 29, take(2))
}

/** 7.2.5.2.2. */
function runOf4({ take }: Bits): Run {
  const code = take(4)
  if (code !== 0) return { code, length: 1 }
  if (take(1) === 0) {
    const length = take(3)
    return run(length === 0 ? 0 : length + 2, 0)
  }
  if (take(1) === 0) return run(take(2) + 4, take(4))
  const kind = take(2)
  if (kind < 2) return run(kind + 1, 0)
  return kind === 2 ? run(take(4) + 9, take(4)) : run(take(8) + 25, take(4))
}

/** 7.2.5.2.3. */
function runOf8({ take }: Bits): Run {
  const code = take(8)
  if (code !== 0) return { code, length: 1 }
  const isColoured = take(1) === 1
  const length = take(7)
  return run(length, isColoured && length > 0 ? take(8) : 0)
}

function run(length: number, code: number): Run {
  return { length, code }
}
