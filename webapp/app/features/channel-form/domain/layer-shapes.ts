import { LAYER_BOUNDS } from '@cashbacktv/contract/layer-defaults'
import type { LogoPlace, Size } from '../../logo/domain/logo-geometry.ts'
import type { LayerRow } from './layer-rows.ts'

/** Of the height of a line with its box: its letters, and what is left and right of them. */
export const LETTERS = 0.68
export const PADDING = 0.28
/** Widths of clocks, in heights of their box. */
const CLOCK_SHAPES: Record<string, number> = { 'HH:MM': 2.52, 'HH:MM:SS': 3.61 }

/** What a clock is shown as while it is placed. */
export function clockText(format: string): string {
  return format === 'HH:MM' ? '20:45' : '20:45:30'
}

/** The shape of a line on the frame; `widthOf` tells how wide letters of the height 1 are. */
export function lineShape(row: LayerRow, frame: Size, widthOf: (text: string) => number): Size {
  if (row.kind === 'crawl') return { width: frame.width, height: row.size * frame.height }
  const shape = CLOCK_SHAPES[row.format] ?? 0
  const width = row.kind === 'clock' ? shape : widthOf(row.text || ' ') * LETTERS + 2 * PADDING
  return { width, height: 1 }
}

/** The place of a line as the editor of logos has it. */
export function placeOfLine(row: LayerRow, frame: Size, shape: Size): LogoPlace {
  if (row.kind === 'crawl') return { x: 0, y: row.y, width: 1 }
  const width = (row.size * frame.height * shape.width) / (shape.height * frame.width)
  return { x: row.x, y: row.y, width: Math.min(1, width) }
}

/** What of a line is another when it was put there. */
export function lineAtPlace(
  { kind, size }: LayerRow,
  place: LogoPlace,
  before: LogoPlace,
): Partial<LayerRow> {
  const { x, y, width } = place
  if (kind === 'crawl') return { y }
  if (width === before.width) return { x, y }
  const { min, max } = LAYER_BOUNDS.size
  const grown = Math.min(max, Math.max(min, (size * width) / before.width))
  return { x, y, size: Math.round(grown * 10_000) / 10_000 }
}
