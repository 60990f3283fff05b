import { MOST_IMPORTED, messageOf } from '@cashbacktv/contract'
import { CsvError, parse } from 'csv-parse/sync'
import { columnOf } from './csv-columns.ts'
import type { RefusedList } from './listed-channel.ts'

/** A line of a CSV list with the number of the line it begins in. */
export type CsvRow = { line: number; cells: string[] }

/** Characters of the line of names that are looked at for what is between them. */
const LONGEST_HEADER = 16 * 1024

const DELIMITERS = [';', ',', '\t'] as const

/** One more than is taken, to be refused, and the line of names. */
const MOST_READ = MOST_IMPORTED + 2

/** A line with more columns has none of ours among the rest. */
const MOST_COLUMNS = 200
/** By what is between them: the parser takes a second for 4 MB of nothing else. */
const MOST_CELLS = MOST_READ * MOST_COLUMNS

/** The cells of a CSV text whose lines end with a line feed. The one door to the parser. */
export function parseCsv(text: string): { kind: 'rows'; rows: CsvRow[] } | RefusedList {
  const told = /^"?sep=(.)"?\n/i.exec(text)
  const body = told ? text.slice(told[0].length) : text
  const skipped = told ? 1 : 0
  const delimiter = told?.[1] ?? delimiterOf(body)
  if (countOf(body, delimiter, MOST_CELLS) > MOST_CELLS) {
    return { kind: 'refused', why: messageOf('import-too-many', { most: MOST_IMPORTED }) }
  }
  try {
    const rows: CsvRow[] = []
    parse(body, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: MOST_READ,
      on_record(cells: string[], { lines }) {
        const breaks = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
        const line = Math.max(1, lines - breaks + skipped)
        rows.push({ line, cells: cells.slice(0, MOST_COLUMNS) })
        return null
      },
    })
    return { kind: 'rows', rows }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error.lines ?? 1) + skipped
    const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED'
    return {
      kind: 'refused',
      why: messageOf(isOpen ? 'import-quote-open' : 'import-csv', { line }),
    }
  }
}

/** How often a part is in a text; more than `most` are not counted. */
export function countOf(text: string, part: string, most: number): number {
  let count = 0
  for (let at = text.indexOf(part); at >= 0 && count <= most; at = text.indexOf(part, at + 1)) {
    count++
  }
  return count
}

/** As much of the first line that says something as names of columns may take. */
function firstLine(text: string): string {
  const begin = text.trimStart().slice(0, LONGEST_HEADER)
  return begin.split('\n', 1)[0] ?? ''
}

/** The one by which the first line names most columns that are known. */
function delimiterOf(text: string): string {
  const first = firstLine(text)
  const known = DELIMITERS.map((delimiter) => {
    const names = first.split(delimiter).map((name) => name.replaceAll('"', ''))
    const count = names.filter((name) => columnOf(name).kind !== 'unknown').length
    return { delimiter, count, names: names.length }
  })
  const [best] = known.toSorted((a, b) => b.count - a.count || b.names - a.names)
  return best?.delimiter ?? ';'
}
