import { type Logo, logoArea } from './logo-area.ts'
import { LOOK_HEIGHT, LOOK_WIDTH } from './look-size.ts'
import { type PictureHash, pictureHash } from './picture-hash.ts'

/** Of 255: what is not brighter is black, as FFmpeg's blackdetect has it by default. */
const BLACK_UP_TO = 25
/** Share of the picture that has to be black. */
const BLACK_SHARE = 0.98
/** Sides of the squares in which motion is looked for, in pixels. */
const SQUARE = 6
/** Of 255, as a mean of a square: noise of coding is below it, a mouth that speaks above. */
const MOTION = 2.5

export type PictureSeen = {
  isBlack: boolean
  /** It differs from the one with which the picture began to stand still. */
  isMoving: boolean
  /** Null for a picture that has no features. */
  hash: PictureHash | null
}

export type PictureMemory = { still: Uint8Array | null }
export const NO_PICTURE: PictureMemory = { still: null }

/** What a picture shows, beside the one that it is compared with. The logo is ours and says nothing. */
export function lookAtPicture(
  { still }: PictureMemory,
  pixels: Uint8Array,
  logo: Logo | null,
): { memory: PictureMemory; seen: PictureSeen } {
  const isMoving = still === null || hasMoved(still, pixels)
  const isBlack = blackShare(pixels, logo) >= BLACK_SHARE
  return {
    memory: { still: isMoving ? pixels : still },
    seen: { isBlack, isMoving, hash: isBlack ? null : pictureHash(pixels) },
  }
}

function blackShare(pixels: Uint8Array, logo: Logo | null): number {
  const area = logo === null ? null : logoArea(logo)
  let black = 0
  let seen = 0
  for (let y = 0; y < LOOK_HEIGHT; y++) {
    const isRow = area !== null && y >= area.top && y < area.bottom
    for (let x = 0; x < LOOK_WIDTH; x++) {
      if (isRow && x >= area.left && x < area.right) continue
      seen++
      if ((pixels[y * LOOK_WIDTH + x] ?? 0) <= BLACK_UP_TO) black++
    }
  }
  return seen === 0 ? 0 : black / seen
}

function hasMoved(before: Uint8Array, now: Uint8Array): boolean {
  for (let top = 0; top < LOOK_HEIGHT; top += SQUARE) {
    for (let left = 0; left < LOOK_WIDTH; left += SQUARE) {
      if (differenceIn(before, now, left, top) > MOTION * SQUARE * SQUARE) return true
    }
  }
  return false
}

function differenceIn(before: Uint8Array, now: Uint8Array, left: number, top: number): number {
  let sum = 0
  for (let y = top; y < top + SQUARE; y++) {
    for (let at = y * LOOK_WIDTH + left; at < y * LOOK_WIDTH + left + SQUARE; at++) {
      sum += Math.abs((before[at] ?? 0) - (now[at] ?? 0))
    }
  }
  return sum
}
