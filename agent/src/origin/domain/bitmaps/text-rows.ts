import type { SeenRow } from '../teletext/follow-page.ts'

/** Of a picture of text: more of a page nobody reads. */
const [MOST_ROWS, MOST_LETTERS] = [12, 120]
/** Rows of a page are counted as those of teletext are. */
const LAST_ROW = 24

/**
 * What was read in a picture, as rows of a page; `top` and `bottom` say where in its height it is, 0 to 1.
 * Lines without a letter or a figure are what readers make of edges and speckles.
 */
export function rowsOfText(
  text: string,
  { top, bottom }: { top: number; bottom: number },
): SeenRow[] {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .slice(0, MOST_ROWS)
  return lines.map((line, at) => {
    const middle = top + ((bottom - top) * (at + 0.5)) / lines.length
    const row = Math.min(LAST_ROW, Math.max(1, Math.ceil(middle * LAST_ROW)))
    // No subtitle has a bar; readers make one of an I.
    return { row, text: [...line.replaceAll('|', 'I')].slice(0, MOST_LETTERS).join('') }
  })
}
