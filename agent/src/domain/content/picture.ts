import type { Laid } from './laid.ts'
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

/** What a picture shows, beside the one that it is compared with. What is laid on it is ours and says nothing. */
export function lookAtPicture(
  { still }: PictureMemory,
  pixels: Uint8Array,
  laid: Laid,
): { memory: PictureMemory; seen: PictureSeen } {
  const isMoving = still === null || hasMoved(still, pixels, laid.moving)
  const isBlack = blackShare(pixels, laid.covered) >= BLACK_SHARE
  return {
    memory: { still: isMoving ? pixels : still },
    seen: { isBlack, isMoving, hash: isBlack ? null : pictureHash(pixels) },
  }
}

function blackShare(pixels: Uint8Array, covered: Uint8Array | null): number {
  let black = 0
  let seen = 0
  for (let at = 0; at < LOOK_WIDTH * LOOK_HEIGHT; at++) {
    if (covered !== null && covered[at] === 1) continue
    seen++
    if ((pixels[at] ?? 0) <= BLACK_UP_TO) black++
  }
  return seen === 0 ? 0 : black / seen
}

function hasMoved(before: Uint8Array, now: Uint8Array, moving: Uint8Array | null): boolean {
  for (let top = 0; top < LOOK_HEIGHT; top += SQUARE) {
    for (let left = 0; left < LOOK_WIDTH; left += SQUARE) {
      if (differenceIn({ before, now, moving }, left, top) > MOTION * SQUARE * SQUARE) return true
    }
  }
  return false
}

type Compared = { before: Uint8Array; now: Uint8Array; moving: Uint8Array | null }

function differenceIn({ before, now, moving }: Compared, left: number, top: number): number {
  let sum = 0
  for (let y = top; y < top + SQUARE; y++) {
    for (let at = y * LOOK_WIDTH + left; at < y * LOOK_WIDTH + left + SQUARE; at++) {
      if (moving !== null && moving[at] === 1) continue
      sum += Math.abs((before[at] ?? 0) - (now[at] ?? 0))
    }
  }
  return sum
}
