import type { Layer, LayerOf } from '@cashbacktv/contract'
import { fixedOffsetSeconds } from '../layers/fixed-zone.ts'
import { clockCells } from './clock-cells.ts'
import type { ColourMatrix } from './colours.ts'
import { blendable, type Laying, logoFilters, stillPicture } from './logo-filters.ts'
import { placeOn, standing } from './overlay.ts'
import type { PreparedLayer } from './plan-input.ts'

/** Behind letters, so that they can be read on any picture. */
export const BOX = 'black@0.5'

export type LayerScene = { matrix: ColourMatrix; framesPerSecond: number; frameWidth: number }

/** A layer with what was drawn for it. */
export type PlannedLayer = { layer: Layer; prepared: PreparedLayer }

/** Filters that lay the layers on `[first]`, one on the other; `to` is the name of what comes of it. */
export function layerFilters(
  planned: readonly PlannedLayer[],
  first: string,
  scene: LayerScene,
): { filters: string[]; to: string } {
  const nameOf = (index: number) => (index < 0 ? first : `layered${index}`)
  const filters = planned.flatMap((one, index) => {
    const [from, to] = [nameOf(index - 1), nameOf(index)]
    return filtersOf(one, { from, to, name: `layer${index}`, number: String(index) }, scene)
  })
  return { filters, to: nameOf(planned.length - 1) }
}

function filtersOf({ layer, prepared }: PlannedLayer, laying: Laying, scene: LayerScene): string[] {
  const { matrix } = scene
  switch (layer.kind) {
    case 'logo':
      return logoFilters(layer, prepared, matrix, laying)
    case 'text':
      return [
        `${stillPicture(prepared.file)},${blendable(matrix)}[${laying.name}]`,
        `[${laying.from}][${laying.name}]overlay@${laying.name}=${standing(layer)}[${laying.to}]`,
      ]
    case 'clock':
      return clockFilters(layer, prepared, laying, matrix)
    case 'crawl':
      return crawlFilters(layer, prepared, laying, scene)
  }
}

/** Frames in which the clock comes to the time of the host; a burst of its source is not seen in it. */
const STEADY_FRAMES = 1000
/** Seconds by which it may be wrong before it jumps. */
const MOST_OFF = 30

/**
 * Digits lie below each other in one picture, farther apart than the frame is high, and those to be
 * seen are moved to their place: no letter is drawn while it is on air, and a picture that stands is
 * laid down without a copy of the frame. It goes by the times of the pictures, which are even where a
 * source brings seconds at once, and follows the clock of the host slowly.
 */
function clockFilters(
  layer: LayerOf<'clock'>,
  { file, further, height, pitch }: PreparedLayer,
  { from, to, name }: Laying,
  matrix: ColourMatrix,
): string[] {
  const { cells, width } = clockCells(layer, height)
  const digits = (index: number) => `${name}digits${index}`
  const faces = cells.map((_, index) => `${name}face${index}`)
  const [left, top] = [
    placeOn('main_w', String(width), layer.x),
    placeOn('main_h', String(height), layer.y),
  ]
  return [
    `${stillPicture(file)},${blendable(matrix)}[${name}]`,
    `${stillPicture(further ?? file)},${blendable(matrix)},` +
      `split=${cells.length}${cells.map((_, index) => `[${digits(index)}]`).join('')}`,
    `[${from}][${name}]overlay@${name}=${standing(layer)}[${faces[0]}]`,
    ...cells.map(({ x, unit }, index) => {
      const shown = unitAt(unit, fixedOffsetSeconds(layer.timeZone) ?? 0)
      const overlay = `overlay=x=${left}+${x}:y=${top}-${pitch ?? 0}*${shown}:format=yuv420`
      return `[${faces[index]}][${digits(index)}]${overlay}[${faces[index + 1] ?? to}]`
    }),
  ]
}

const UNITS = {
  hours: { seconds: 3600, most: 24 },
  minutes: { seconds: 60, most: 60 },
  seconds: { seconds: 1, most: 60 },
}

/** Which of its digits are shown. Registers: 0 how far the host is ahead of the picture, 1 the mean of it, 2 frames. */
function unitAt(unit: keyof typeof UNITS, offsetSeconds: number): string {
  const { seconds, most } = UNITS[unit]
  const ahead = [
    'st(0\\,time(0)-t)',
    'st(2\\,ld(2)+1)',
    `st(1\\,if(gt(abs(ld(0)-ld(1))\\,${MOST_OFF})\\,ld(0)+0*st(2\\,1)\\,` +
      `ld(1)+(ld(0)-ld(1))/min(ld(2)\\,${STEADY_FRAMES})))`,
  ].join('\\;')
  return `mod(floor(((${ahead})+t+${offsetSeconds})/${seconds})\\,${most})`
}

/**
 * The line is one picture, moved by as many pixels with each frame: by less than whole ones it would
 * shake. It is where it belongs by the clock of the host, so that it goes on where a run follows another.
 */
function crawlFilters(
  layer: LayerOf<'crawl'>,
  { file, further, isRightToLeft }: PreparedLayer,
  { from, to, name, number }: Laying,
  { matrix, framesPerSecond, frameWidth }: LayerScene,
): string[] {
  const step = 2 * Math.max(1, Math.round((frameWidth * layer.speed) / framesPerSecond / 2))
  // The instant of the first frame, in frames.
  const begun = `if(ld(1)\\,ld(0)\\,st(1\\,1)*st(0\\,round((time(0)-t)*${framesPerSecond})))`
  const gone = `mod((n+${begun})*${step}\\,main_w+overlay_w)`
  const x = isRightToLeft ? `${gone}-overlay_w` : `main_w-${gone}`
  const y = placeOn('main_h', 'overlay_h', layer.y)
  const band = `${name}band`
  const under = further === undefined ? from : `under${number}`
  const foot =
    further === undefined
      ? []
      : [
          `${stillPicture(further)},${blendable(matrix)}[${band}]`,
          `[${from}][${band}]overlay=x=0:y=${y}:eval=init:format=yuv420[${under}]`,
        ]
  return [
    ...foot,
    `${stillPicture(file)},${blendable(matrix)}[${name}]`,
    `[${under}][${name}]overlay@${name}=x=${x}:y=${y}:format=yuv420[${to}]`,
  ]
}
