/** From the package fonts-dejavu-core. It has Latin letters with those of Turkish, Greek, Cyrillic, Arabic, Hebrew. */
export const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'

/** Of the height of a line with its box: letters, and where they stand. */
const LETTERS = 0.68
const BASELINE = 0.74
const PADDING = 0.28

/** Pixels. Sizes and places are even, because colour is stored for every second pixel. */
export function lineHeight(size: number, frameHeight: number): number {
  return Math.max(8, evenUp(size * frameHeight))
}

export function letterSizeOf(height: number): number {
  return Math.max(4, Math.floor(height * LETTERS))
}

/** From the top of the line to where letters stand. */
export function baselineOf(height: number): number {
  return Math.round(height * BASELINE)
}

/** Left and right of what is written. */
export function paddingOf(height: number): number {
  return evenUp(height * PADDING)
}

export function evenUp(value: number): number {
  return Math.max(2, Math.ceil(value / 2) * 2)
}
