/** A spreadsheet that opens the file would run these as formulas. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * CSV for spreadsheets: a mark by which Excel knows UTF-8, and an apostrophe before what would be
 * read as a formula. `;` is what Excel separates by where the comma is the decimal sign.
 */
export function csvText(rows: readonly (readonly string[])[], separator: ';' | ','): string {
  const lines = rows.map((cells) => cells.map((cell) => cellText(cell)).join(separator))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function cellText(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[";,\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
