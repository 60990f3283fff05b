import type { LayerOf } from '@cashbacktv/contract'
import { clockCells } from './clock-cells.ts'
import { escaped } from './filter-text.ts'
import { BOX } from './layer-filters.ts'
import { baselineOf, FONT, letterSizeOf, paddingOf } from './letters.ts'

export type Line = {
  /** File of one line: it is drawn as it is, and never part of a command. */
  textFile: string
  /** Pixels of the line with its box. */
  height: number
  /** Pixels of its letters. */
  letters: number
}

type Colours = Pick<LayerOf<'text'>, 'colour' | 'hasBox'>

/** Wider than any letter of the font, in heights of letters. */
const WIDEST = 1.4

/** Of 255: darker than any letter, and brighter than what FFmpeg takes for black, which may be 16. */
const INK = 32

/** Draws a line white on black and says where it is, as `lavfi.bbox.x2=123` on its output. */
export function measureLine(line: Line, signs: number): string[] {
  const width = Math.ceil(signs * line.letters * WIDEST) + 2 * paddingOf(line.height)
  const canvas = `color=black:s=${width}x${line.height},format=gray`
  const filters = [drawn(line, 'white'), `bbox=min_val=${INK}`, 'metadata=print:file=-']
  return [...CALL, '-f', 'lavfi', '-i', canvas, '-vf', filters.join(','), ...ONE, '-f', 'null', '-']
}

/** The last column that a measured line fills; null where it is empty. */
export function lineEnd(output: string): number | null {
  const [, end] = /lavfi\.bbox\.x2=(\d+)/.exec(output) ?? []
  return end === undefined ? null : Number(end)
}

/** A picture of a line, `width` pixels wide. */
export function drawLine(line: Line, width: number, colours: Colours, file: string): string[] {
  return picture(`${width}x${line.height}`, [drawn(line, hex(colours.colour))], colours, file)
}

/** The box of a clock with its colons. */
export function drawClockBox(clock: LayerOf<'clock'>, height: number, file: string): string[] {
  const { colons, width } = clockCells(clock, height)
  const colon = `:text=${escaped(':')}`
  const filters = colons.map((x) =>
    letters(colon, height, letterSizeOf(height), hex(clock.colour), x),
  )
  return picture(`${width}x${height}`, filters, clock, file)
}

/** `height` is that of the box, `pitch` from the top of one to that of the next. */
export type Digits = { colour: string; height: number; pitch: number }

/** 00 to 59, one below the other. */
export function drawDigits({ colour, height, pitch }: Digits, file: string): string[] {
  const { cellWidth } = clockCells({ format: 'HH:MM' }, height)
  // The number of the frame: nothing that anybody has written.
  const number = `:text=${escaped('%{eif:n:d:2}')}`
  const filters = [letters(number, height, letterSizeOf(height), hex(colour), 0), 'tile=1x60']
  return picture(`${cellWidth}x${pitch}`, filters, { colour, hasBox: false }, file)
}

/** What is behind a line that runs. */
export function drawBand(width: number, height: number, file: string): string[] {
  return picture(`${width}x${height}`, ['null'], { colour: '#000000', hasBox: true }, file)
}

const CALL = ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-threads', '1']
const ONE = ['-frames:v', '1']

function drawn({ textFile, height, letters: size }: Line, colour: string): string {
  const text = `:textfile=${escaped(textFile)}:expansion=none`
  return letters(text, height, size, colour, paddingOf(height))
}

/** Letters stand on the same line whatever they are. */
function letters(text: string, height: number, size: number, colour: string, x: number): string {
  return (
    `drawtext=fontfile=${escaped(FONT)}${text}:fontsize=${size}:fontcolor=${colour}` +
    `:x=${x}:y=${baselineOf(height)}-ascent`
  )
}

/** The edges of letters without a box are blended with their own colour. */
function picture(
  size: string,
  filters: readonly string[],
  { colour, hasBox }: Colours,
  file: string,
): string[] {
  const canvas = `color=${hasBox ? BOX : `${hex(colour)}@0`}:s=${size}:r=1,format=rgba`
  return [
    ...[...CALL, '-f', 'lavfi', '-i', canvas, '-vf', filters.join(','), ...ONE],
    ...['-c:v', 'png', '-f', 'image2', '-update', '1', file],
  ]
}

function hex(colour: string): string {
  return `0x${colour.slice(1)}`
}
