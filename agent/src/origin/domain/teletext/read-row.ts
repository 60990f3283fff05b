import { letterOf } from './letters.ts'
import { characterIn } from './protection.ts'

/** Letters put in the place of others, by their column. */
export type PlacedLetters = ReadonlyMap<number, string>

/** How a row is to be read. */
export type RowReading = {
  national: ReadonlyMap<number, string>
  /** Only what is in a box is seen. */
  isBoxed: boolean
  placed: PlacedLetters
}

const [END_BOX, START_BOX] = [0x0a, 0x0b]
const DOUBLE_HEIGHT = 0x0d
const SPACE = 0x20
const [LAST_TEXT_COLOUR, FIRST_GRAPHIC_COLOUR, LAST_GRAPHIC_COLOUR] = [0x07, 0x10, 0x17]
const [FIRST_CAPITAL, LAST_CAPITAL] = [0x40, 0x5f]

/**
 * The text of a row as it is seen, without the places between; empty where nothing is (ETS 300 706,
 * 12.2). A letter that is damaged is a gap.
 */
export function readRow(data: Buffer, reading: RowReading): string {
  let look: Look = { isSeen: !reading.isBoxed, isGraphic: false }
  let text = ''
  for (const [column, byte] of data.entries()) {
    const code = characterIn(byte) ?? SPACE
    if (code < SPACE) look = lookAfter(look, code, reading.isBoxed)
    text += code >= SPACE && look.isSeen ? shown(code, column, look, reading) : ' '
  }
  return text.replace(/\s+/g, ' ').trim()
}

/** How what follows is shown. */
type Look = { isSeen: boolean; isGraphic: boolean }

function lookAfter(look: Look, code: number, isBoxed: boolean): Look {
  if (code === END_BOX || code === START_BOX) {
    return isBoxed ? { ...look, isSeen: code === START_BOX } : look
  }
  if (code <= LAST_TEXT_COLOUR) return { ...look, isGraphic: false }
  const isColour = code >= FIRST_GRAPHIC_COLOUR && code <= LAST_GRAPHIC_COLOUR
  return isColour ? { ...look, isGraphic: true } : look
}

function shown(
  code: number,
  column: number,
  { isGraphic }: Look,
  { national, placed }: RowReading,
): string {
  // Capital letters are seen among graphics too.
  const isDrawn = isGraphic && (code < FIRST_CAPITAL || code > LAST_CAPITAL)
  return placed.get(column) ?? (isDrawn ? ' ' : letterOf(code, national))
}

/** Whether its letters reach over the row below, which is not seen then. */
export function isDoubleHeight(data: Buffer): boolean {
  return data.some((byte) => characterIn(byte) === DOUBLE_HEIGHT)
}
