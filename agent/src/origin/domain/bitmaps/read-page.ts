import type { Depth } from './shades.ts'

export type Place = { x: number; y: number }
/** Where a page has a region. */
export type ShownRegion = Place & { region: number }
export type ObjectPlace = Place & { id: number }

/** A region as it is announced. */
export type RegionFacts = {
  id: number
  width: number
  height: number
  depth: Depth
  /** Which table its colours are of. */
  clut: number
  /** What it is filled with before anything is drawn. */
  fill: number
  isFilled: boolean
  objects: readonly ObjectPlace[]
}

/** Those of the largest pictures that channels have. */
export const [MOST_WIDTH, MOST_HEIGHT] = [4096, 2304]
/** Of a page, and of a region: broadcasts have one to four. */
export const [MOST_REGIONS, MOST_OBJECTS] = [16, 32]

const [PAGE_HEAD, PLACE_BYTES] = [2, 6]

/** EN 300 743, 7.2.2; null of one that is damaged. */
export function readPage(data: Buffer) {
  if (data.length < PAGE_HEAD) return null
  return {
    timeoutSeconds: data.readUInt8(0),
    /** What is to be seen is sent anew behind it: nothing before counts. */
    isNew: ((data.readUInt8(1) >> 2) & 3) !== 0,
    shown: [...placesIn(data)],
  }
}

function* placesIn(data: Buffer): Generator<ShownRegion> {
  const end = Math.min(data.length, PAGE_HEAD + PLACE_BYTES * MOST_REGIONS)
  for (let at = PAGE_HEAD; at + PLACE_BYTES <= end; at += PLACE_BYTES) {
    const [x, y] = [data.readUInt16BE(at + 2), data.readUInt16BE(at + 4)]
    yield { region: data.readUInt8(at), x, y }
  }
}

const REGION_HEAD = 10
const DEPTHS: Readonly<Record<number, Depth>> = { 1: 2, 2: 4, 3: 8 }
/** Objects that are letters, of which nothing is drawn, have their colours behind them. */
const CHARACTERS = [1, 2]

/** EN 300 743, 7.2.3; null of one that is damaged, or larger than anything. */
export function readRegion(data: Buffer): RegionFacts | null {
  if (data.length < REGION_HEAD) return null
  const [width, height] = [data.readUInt16BE(2), data.readUInt16BE(4)]
  const depth = DEPTHS[(data.readUInt8(6) >> 2) & 7]
  if (depth === undefined || width * height === 0) return null
  if (width > MOST_WIDTH || height > MOST_HEIGHT) return null
  const fills = data.readUInt8(9)
  return {
    id: data.readUInt8(0),
    width,
    height,
    depth,
    clut: data.readUInt8(7),
    fill: { 8: data.readUInt8(8), 4: fills >> 4, 2: (fills >> 2) & 3 }[depth],
    isFilled: (data.readUInt8(1) & 0x08) !== 0,
    objects: objectsIn(data),
  }
}

function objectsIn(data: Buffer): ObjectPlace[] {
  const objects: ObjectPlace[] = []
  let at = REGION_HEAD
  while (at + 6 <= data.length && objects.length < MOST_OBJECTS) {
    const [left, y] = [data.readUInt16BE(at + 2), data.readUInt16BE(at + 4) & 0x0fff]
    objects.push({ id: data.readUInt16BE(at), x: left & 0x0fff, y })
    at += CHARACTERS.includes(left >> 14) ? 8 : 6
  }
  return objects
}

const DISPLAY_HEAD = 5

/**
 * EN 300 743, 7.2.1; null of one that is damaged. A window in it, which moves all that is seen, makes no
 * other text of it.
 */
export function readDisplay(data: Buffer): { width: number; height: number } | null {
  if (data.length < DISPLAY_HEAD) return null
  const [width, height] = [data.readUInt16BE(1) + 1, data.readUInt16BE(3) + 1]
  return width > MOST_WIDTH || height > MOST_HEIGHT ? null : { width, height }
}
