import { MOST_IMPORTED, messageOf } from '@cashbacktv/contract'
import { CsvError, parse } from 'csv-parse/sync'
import { columnOf } from './csv-columns.ts'
import type { RefusedList } from './listed-channel.ts'

/** A line of a CSV list with the number of the line it begins in. */
export type CsvRow = { line: number; cells: string[] }

const DELIMITERS = [';', ',', '\t'] as const

/** One more than is taken, to be refused, and the line of names. */
const MOST_READ = MOST_IMPORTED + 2

/** The cells of a CSV text whose lines end with a line feed. The one door to the parser. */
export function parseCsv(text: string): { kind: 'rows'; rows: CsvRow[] } | RefusedList {
  const told = /^"?sep=(.)"?\n/i.exec(text)
  const body = told ? text.slice(told[0].length) : text
  const skipped = told ? 1 : 0
  try {
    const rows: CsvRow[] = []
    parse(body, {
      delimiter: told?.[1] ?? delimiterOf(body),
      ...{ record_delimiter: '\n', relax_column_count: true, relax_quotes: true },
      ...{ skip_empty_lines: true, to: MOST_READ },
      on_record(cells: string[], { lines }) {
        const breaks = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
        rows.push({ line: Math.max(1, lines - breaks + skipped), cells })
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

/** The one by which the first line names most columns that are known. */
function delimiterOf(text: string): string {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? ''
  const known = DELIMITERS.map((delimiter) => {
    const names = first.split(delimiter).map((name) => name.replaceAll('"', ''))
    const count = names.filter((name) => columnOf(name).kind !== 'unknown').length
    return { delimiter, count, names: names.length }
  })
  const [best] = known.toSorted((a, b) => b.count - a.count || b.names - a.names)
  return best?.delimiter ?? ';'
}
