import { LOOK_HEIGHT, LOOK_WIDTH } from './look-size.ts'

/** 64 bits, in two halves. Pictures that look alike have hashes of which few bits differ. */
export type PictureHash = readonly [high: number, low: number]

const COLUMNS = 9
const ROWS = 8
/** Of 255: with less between its darkest and its brightest part a picture has no features. */
const LEAST_CONTRAST = 12

/** Whether each part is brighter than the one right of it, of 9 by 8 parts; null without features. */
export function pictureHash(pixels: Uint8Array): PictureHash | null {
  const means = Array.from({ length: COLUMNS * ROWS }, (_, part) => meanOf(pixels, part))
  if (Math.max(...means) - Math.min(...means) < LEAST_CONTRAST) return null
  const halves: [number, number] = [0, 0]
  for (let bit = 0; bit < 64; bit++) {
    const at = Math.floor(bit / 8) * COLUMNS + (bit % 8)
    if ((means[at] ?? 0) <= (means[at + 1] ?? 0)) continue
    if (bit < 32) halves[0] |= 1 << bit
    else halves[1] |= 1 << (bit - 32)
  }
  return halves
}

/** How many of the 64 bits differ. */
export function hashDistance(one: PictureHash, other: PictureHash): number {
  return bitsOf(one[0] ^ other[0]) + bitsOf(one[1] ^ other[1])
}

function meanOf(pixels: Uint8Array, part: number): number {
  const [column, row] = [part % COLUMNS, Math.floor(part / COLUMNS)]
  const [left, right] = [edge(column, COLUMNS, LOOK_WIDTH), edge(column + 1, COLUMNS, LOOK_WIDTH)]
  const [top, bottom] = [edge(row, ROWS, LOOK_HEIGHT), edge(row + 1, ROWS, LOOK_HEIGHT)]
  let sum = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += pixels[y * LOOK_WIDTH + x] ?? 0
  }
  return sum / ((right - left) * (bottom - top))
}

function edge(part: number, parts: number, size: number): number {
  return Math.round((part * size) / parts)
}

function bitsOf(word: number): number {
  let left = word >>> 0
  let bits = 0
  while (left !== 0) {
    left &= left - 1
    bits++
  }
  return bits
}
