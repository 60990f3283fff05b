import { LEAST_LOGO_WIDTH } from '@cashbacktv/contract/logo-place'

/** A logo's place: top left corner and width as fractions of the frame; the height follows the picture. */
export type LogoPlace = { x: number; y: number; width: number }
export type Size = { width: number; height: number }
export type Box = { x: number; y: number; width: number; height: number }

/** The logo's box in pixels on a frame of that size. */
export function toBox(place: LogoPlace, frame: Size, picture: Size): Box {
  const width = place.width * frame.width
  return {
    x: place.x * frame.width,
    y: place.y * frame.height,
    width,
    height: (width * picture.height) / picture.width,
  }
}

/** The place that a box in pixels stands for, rounded to a ten-thousandth and kept on the frame. */
export function toPlace(box: Box, frame: Size, picture: Size): LogoPlace {
  return keepOnFrame(
    { x: box.x / frame.width, y: box.y / frame.height, width: box.width / frame.width },
    frame,
    picture,
  )
}

/** The nearest place at which the whole logo is on the frame. */
export function keepOnFrame(place: LogoPlace, frame: Size, picture: Size): LogoPlace {
  const heightPerWidth = (picture.height / picture.width) * (frame.width / frame.height)
  const width = clamp(place.width, LEAST_LOGO_WIDTH, Math.min(1, 1 / heightPerWidth))
  const rounded = floor4(width)
  return {
    width: rounded,
    x: clamp(round4(place.x), 0, floor4(1 - rounded)),
    y: clamp(round4(place.y), 0, floor4(Math.max(0, 1 - rounded * heightPerWidth))),
  }
}

/** Moves by fractions of the frame. */
export function nudge(
  place: LogoPlace,
  by: { x: number; y: number },
  frame: Size,
  picture: Size,
): LogoPlace {
  return keepOnFrame({ ...place, x: place.x + by.x, y: place.y + by.y }, frame, picture)
}

/** EBU R 95: action within 3.5 % of the edges, graphics within 5 %, of a 16:9 picture. */
export const SAFE_MARGINS = { action: 0.035, graphics: 0.05 } as const

/** Nearer than this share of the frame to a guide, a logo that is let go lies on it. */
const SNAP = 0.012

/**
 * The place on the nearest guides: the safe areas' lines, the edges and the middle. Each axis for
 * itself; the size stays.
 */
export function snapPlace(place: LogoPlace, frame: Size, picture: Size): LogoPlace {
  const height = (place.width * picture.height * frame.width) / (picture.width * frame.height)
  const x = snapAxis(place.x, place.width)
  const y = snapAxis(place.y, height)
  return keepOnFrame({ ...place, x, y }, frame, picture)
}

function snapAxis(start: number, length: number): number {
  const margins = [0, SAFE_MARGINS.action, SAFE_MARGINS.graphics]
  const targets = [...margins, ...margins.map((margin) => 1 - margin - length), (1 - length) / 2]
  const nearest = targets.reduce((best, target) =>
    Math.abs(target - start) < Math.abs(best - start) ? target : best,
  )
  return Math.abs(nearest - start) <= SNAP ? nearest : start
}

/** The logo's size in whole pixels on a frame of that height, as FFmpeg will draw it. */
export function sizeAtHeight(
  { width }: Pick<LogoPlace, 'width'>,
  height: number,
  frame: Size,
  picture: Size,
): Size {
  const wide = width * height * (frame.width / frame.height)
  return {
    width: Math.round(wide),
    height: Math.round((wide * picture.height) / picture.width),
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(Number.isFinite(value) ? value : low, low), Math.max(low, high))
}

function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

function floor4(value: number): number {
  return Math.floor(value * 10_000 + 1e-9) / 10_000
}
