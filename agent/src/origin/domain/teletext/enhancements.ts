import { markedLetter, supplementOf } from './letters.ts'
import { nibbleIn, tripletIn } from './protection.ts'

/** Letters that a page puts in the place of others, by row and column. */
export type Enhancements = Map<number, Map<number, string>>

const TRIPLET_BYTES = 3
/** Modes of what stands in a column (ETS 300 706, table 28). */
const [SUPPLEMENTARY, FIRST_MARKED] = [0x0f, 0x10]
/** Modes of what says in which row that is (table 27). */
const [ACTIVE_POSITION, HEADER_ROW, TERMINATION] = [0x04, 0x07, 0x1f]
const FIRST_ROW_ADDRESS = 40

/** With what one packet of row 26 tells; what is damaged of it is left out. */
export function addEnhancements(known: Enhancements, data: Buffer): void {
  let row: number | null = null
  for (const triplet of tripletsOf(data)) {
    if (triplet === null) continue
    const [address, mode, value] = [triplet & 0x3f, (triplet >> 6) & 0x1f, triplet >> 11]
    if (address < FIRST_ROW_ADDRESS) {
      const letter = value < 0x20 ? null : letterOf(mode, value)
      if (row !== null && letter !== null) place(known, row, address, letter)
    } else if (mode === TERMINATION) return
    else row = rowAfter(row, address, mode)
  }
}

/** The first address of a row is that of the last one. */
function rowAfter(row: number | null, address: number, mode: number): number | null {
  if (mode === HEADER_ROW) return 0
  if (mode !== ACTIVE_POSITION) return row
  return address === FIRST_ROW_ADDRESS ? 24 : address - FIRST_ROW_ADDRESS
}

function letterOf(mode: number, value: number): string | null {
  if (mode === SUPPLEMENTARY) return supplementOf(value)
  return mode >= FIRST_MARKED ? markedLetter(value, mode - FIRST_MARKED) : null
}

function place(known: Enhancements, row: number, column: number, letter: string): void {
  const letters = known.get(row) ?? new Map<number, string>()
  known.set(row, letters.set(column, letter))
}

/** Of region and options: what a page or its whole magazine says of its letters (ETS 300 706, 9.4.2). */
export function regionIn(data: Buffer): number | null {
  const designation = nibbleIn(data[0])
  if (designation !== 0 && designation !== 4) return null
  const [first = null] = tripletsOf(data)
  return first === null ? null : (first >> 10) & 0x0f
}

function* tripletsOf(data: Buffer): Generator<number | null> {
  for (let at = 1; at + TRIPLET_BYTES <= data.length; at += TRIPLET_BYTES) {
    yield tripletIn(data.subarray(at, at + TRIPLET_BYTES))
  }
}
