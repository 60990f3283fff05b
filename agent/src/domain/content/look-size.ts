/** The small grey picture that FFmpeg sends of each run: pixels, a byte each, and how many a media second. */
export const LOOK_WIDTH = 96
export const LOOK_HEIGHT = 54
export const LOOK_BYTES = LOOK_WIDTH * LOOK_HEIGHT
export const LOOKS_A_SECOND = 2
