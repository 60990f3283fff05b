import type { Budget, Plane } from './draw-object.ts'

/** Letters as a picture: dark on light, 0 to 255, with nothing around them. */
export type TextPicture = {
  width: number
  height: number
  grey: Uint8Array
  /** Where it begins and ends from the top of the picture, 0 to 1. */
  top: number
  bottom: number
}

/** A region of a page at its place; how bright each of its codes is. */
export type TextLayer = { x: number; y: number; region: Plane; shades: Uint8Array }

type Size = { width: number; height: number }
type Box = { left: number; top: number; right: number; bottom: number }

/** What is darker can be read by nobody. */
const LEAST_BRIGHT = 48
/** Of a full screen of text in HD; a larger one is of no broadcast, and would take long to read. */
const MOST_PIXELS = 2_100_000
/** How often each pixel is looked at. */
const TIMES_SEEN = 4

/** Null where nothing is to be seen, and where the budget allows for no more. */
export function composeText(
  layers: readonly TextLayer[],
  display: Size,
  budget: Budget,
): TextPicture | null {
  const box = around(layers, display)
  if (box === null) return null
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  const drawn = layers.reduce((sum, { region }) => sum + region.codes.length, 0)
  budget.pixels -= drawn + TIMES_SEEN * width * height
  if (budget.pixels <= 0) return null
  const bright = new Uint8Array(width * height)
  for (const layer of layers) blend(bright, box, layer)
  const most = brightest(bright)
  if (most < LEAST_BRIGHT) return null
  const inner = brightPart(bright, { width, height }, most / 2)
  const size = { width: inner.right - inner.left, height: inner.bottom - inner.top }
  if (size.width * size.height > MOST_PIXELS) return null
  const grey = darkOnLight(bright, width, inner, most)
  const share = (row: number) => (box.top + row) / display.height
  return { ...size, grey, top: share(inner.top), bottom: share(inner.bottom) }
}

/** The part of the display that the layers are in. */
function around(layers: readonly TextLayer[], { width, height }: Size): Box | null {
  const boxes = layers
    .map(({ x, y, region }) => ({
      left: x,
      top: y,
      right: Math.min(width, x + region.width),
      bottom: Math.min(height, y + region.height),
    }))
    .filter(({ left, top, right, bottom }) => left < right && top < bottom)
  if (boxes.length === 0) return null
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  }
}

function blend(bright: Uint8Array, box: Box, { x, y, region, shades }: TextLayer): void {
  const width = box.right - box.left
  const [columns, rows] = [
    Math.min(region.width, box.right - x),
    Math.min(region.height, box.bottom - y),
  ]
  for (let row = 0; row < rows; row += 1) {
    const from = row * region.width
    const to = (y - box.top + row) * width + (x - box.left)
    for (let column = 0; column < columns; column += 1) {
      bright[to + column] = shades[region.codes[from + column] ?? 0] ?? 0
    }
  }
}

function brightest(bright: Uint8Array): number {
  let most = 0
  for (const one of bright) if (one > most) most = one
  return most
}

function brightPart(bright: Uint8Array, { width, height }: Size, least: number): Box {
  const box = { left: width, top: height, right: 0, bottom: 0 }
  for (let row = 0; row < height; row += 1) {
    const pixels = bright.subarray(row * width, (row + 1) * width)
    const first = pixels.findIndex((one) => one >= least)
    if (first === -1) continue
    box.left = Math.min(box.left, first)
    box.right = Math.max(box.right, pixels.findLastIndex((one) => one >= least) + 1)
    box.top = Math.min(box.top, row)
    box.bottom = row + 1
  }
  return box
}

/** Bright letters are made dark ones; those in a light box are dark already. */
function darkOnLight(bright: Uint8Array, width: number, inner: Box, most: number): Uint8Array {
  const [columns, rows] = [inner.right - inner.left, inner.bottom - inner.top]
  const grey = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row += 1) {
    const from = (row + inner.top) * width + inner.left
    for (let column = 0; column < columns; column += 1) {
      grey[row * columns + column] = Math.round(((bright[from + column] ?? 0) / most) * 255)
    }
  }
  return isBox(grey, columns, rows) ? grey : grey.map((shade) => 255 - shade)
}

/** Of a box that are bright; letters touch the edges around them in some places alone. */
const LEAST_OF_EDGES = 0.9

function isBox(grey: Uint8Array, columns: number, rows: number): boolean {
  const lastRow = (rows - 1) * columns
  let light = 0
  for (let column = 0; column < columns; column += 1) {
    light += (grey[column] ?? 0) + (grey[lastRow + column] ?? 0)
  }
  for (let at = 0; at < grey.length; at += columns) {
    light += (grey[at] ?? 0) + (grey[at + columns - 1] ?? 0)
  }
  return light > 2 * (columns + rows) * 255 * LEAST_OF_EDGES
}

/** Pixels of white around: letters at an edge are read badly. */
const MARGIN = 12
/** Up to that height letters are small: twice as large they are read better. */
const SMALL_ROWS = 720

/** As a PGM in greys, as readers of letters like it: letters of some thirty rows. */
export function pgmOf({ width, height, grey, top, bottom }: TextPicture): Buffer {
  const rowsOfAll = height / Math.max(bottom - top, Number.EPSILON)
  const isSmall = rowsOfAll <= SMALL_ROWS && width * height * 4 <= MOST_PIXELS
  const scale = isSmall ? 2 : 1
  const [columns, rows] = [width * scale + 2 * MARGIN, height * scale + 2 * MARGIN]
  const pixels = Buffer.alloc(columns * rows, 255)
  const shift = scale - 1
  for (let y = 0; y < height * scale; y += 1) {
    const above = (y >> shift) * width
    const below = Math.min((y + shift) >> shift, height - 1) * width
    const to = (y + MARGIN) * columns + MARGIN
    for (let x = 0; x < width * scale; x += 1) {
      const left = x >> shift
      const right = Math.min((x + shift) >> shift, width - 1)
      const upper = (grey[above + left] ?? 0) + (grey[above + right] ?? 0)
      const lower = (grey[below + left] ?? 0) + (grey[below + right] ?? 0)
      // Without a scale all four are one.
      pixels[to + x] = (upper + lower + 2) >> 2
    }
  }
  return Buffer.concat([Buffer.from(`P5\n${columns} ${rows}\n255\n`, 'latin1'), pixels])
}
