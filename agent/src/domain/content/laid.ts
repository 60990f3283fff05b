import type { ChannelSpec, Layer } from '@cashbacktv/contract'
import { LOOK_BYTES, LOOK_HEIGHT, LOOK_WIDTH } from './look-size.ts'

/** Pixels of the small picture under what is ours and says nothing of the source; null where nothing is. */
export type Laid = {
  /** By anything that is laid on it. */
  covered: Uint8Array | null
  /** By what moves: a clock, a crawl. */
  moving: Uint8Array | null
}

export const NOTHING_LAID: Laid = { covered: null, moving: null }

/** Fractions of the frame. */
type Area = { x: number; y: number; width: number; height: number }

/** Widths of a letter, in heights of its line: a wide one. */
const LETTER = 0.6
/** Digits and colons of a clock with what is beside them, in heights of its line. */
const CLOCK = { 'HH:MM': 2.6, 'HH:MM:SS': 3.8 }

export function laidOn({ logo, layers }: Pick<ChannelSpec, 'logo' | 'layers'>): Laid {
  const moving = layers.filter(({ kind }) => kind === 'clock' || kind === 'crawl').map(areaOf)
  const covering = [...(logo === null ? [] : [pictureArea(logo)]), ...layers.map(areaOf)]
  return { covered: maskOf(covering), moving: maskOf(moving) }
}

function areaOf(layer: Layer): Area {
  switch (layer.kind) {
    case 'logo':
      return pictureArea(layer)
    case 'text':
      return lineArea(layer, layer.text.length * LETTER)
    case 'clock':
      return lineArea(layer, CLOCK[layer.format])
    case 'crawl':
      return { x: 0, y: onFrame(layer.y, layer.size), width: 1, height: layer.size }
  }
}

/** How high a picture is is not known: as high as it is wide. */
function pictureArea({ x, y, width }: Pick<Area, 'x' | 'y' | 'width'>): Area {
  return { x, y, width, height: width * ASPECT }
}

/** `shape`: its width in heights. */
function lineArea({ x, y, size }: { x: number; y: number; size: number }, shape: number): Area {
  const width = Math.min(1, (size * shape) / ASPECT)
  return { x: onFrame(x, width), y: onFrame(y, size), width, height: size }
}

/** What would go past the edge is laid beside it. */
function onFrame(at: number, size: number): number {
  return Math.max(0, Math.min(at, 1 - size))
}

const ASPECT = LOOK_WIDTH / LOOK_HEIGHT

function maskOf(areas: readonly Area[]): Uint8Array | null {
  if (areas.length === 0) return null
  const mask = new Uint8Array(LOOK_BYTES)
  for (const area of areas) cover(mask, area)
  return mask
}

function cover(mask: Uint8Array, { x, y, width, height }: Area): void {
  const [left, right] = [Math.floor(x * LOOK_WIDTH) - 1, Math.ceil((x + width) * LOOK_WIDTH) + 1]
  const [top, bottom] = [Math.floor(y * LOOK_HEIGHT) - 1, Math.ceil((y + height) * LOOK_HEIGHT) + 1]
  for (let row = Math.max(0, top); row < Math.min(LOOK_HEIGHT, bottom); row++) {
    const start = row * LOOK_WIDTH
    mask.fill(1, start + Math.max(0, left), start + Math.max(0, Math.min(LOOK_WIDTH, right)))
  }
}
