import type { LayerOf } from '@cashbacktv/contract'
import { evenUp, letterSizeOf, paddingOf } from './letters.ts'

/** Widths of a digit and a colon of the font, in heights of its letters. */
const DIGIT = 0.6362
const COLON = 0.337

export type Unit = 'hours' | 'minutes' | 'seconds'

/** Where the digits and the colons of a clock are, in pixels of its box. */
export type ClockCells = {
  /** Of two digits, and what is between them and the next. */
  cells: { unit: Unit; x: number }[]
  colons: number[]
  cellWidth: number
  width: number
}

/** `height` is that of the box. */
export function clockCells(
  { format }: Pick<LayerOf<'clock'>, 'format'>,
  height: number,
): ClockCells {
  const letters = letterSizeOf(height)
  const cellWidth = evenUp(2 * DIGIT * letters)
  const colonWidth = evenUp(COLON * letters)
  const padding = paddingOf(height)
  const units: Unit[] = ['hours', 'minutes', ...(format === 'HH:MM:SS' ? ['seconds' as const] : [])]
  const pitch = cellWidth + colonWidth
  return {
    cells: units.map((unit, index) => ({ unit, x: padding + index * pitch })),
    colons: units.slice(1).map((_, index) => padding + index * pitch + cellWidth),
    cellWidth,
    width: 2 * padding + units.length * pitch - colonWidth,
  }
}
