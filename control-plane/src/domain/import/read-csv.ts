import { type Message, messageOf } from '@cashbacktv/contract'
import { type Column, columnOf, type TextField } from './csv-columns.ts'
import type { ListedChannel, ListedSource, ReadChannels, RefusedList } from './listed-channel.ts'
import { listedSource, withHeader } from './listed-source.ts'
import { parseCsv } from './parse-csv.ts'
import { withColumnsOf } from './source-columns.ts'

/** The channels of a CSV list, whose first line names the columns in English or Turkish. */
export function readCsv(text: string): ReadChannels | RefusedList {
  const parsed = parseCsv(text)
  if (parsed.kind === 'refused') return parsed
  const [first, ...rows] = parsed.rows
  const headers = first?.cells ?? []
  const columns = headers.map(columnOf)
  const flaw = headerFlaw(headers, columns)
  if (flaw) return { kind: 'refused', why: flaw }
  const filled = rows.filter(({ cells }) => cells.some((cell) => plain(cell) !== ''))
  const channels = filled.map(({ line, cells }) => channelOf(line, columns, cells.map(plain)))
  const unknown = headers.filter(
    (header, index) => columns[index]?.kind === 'unknown' && header.trim() !== '',
  )
  const names = unknown.slice(0, 12).join(', ').slice(0, 500)
  const leftOut = names === '' ? [] : [messageOf('import-columns-left-out', { names })]
  return { kind: 'channels', channels, leftOut }
}

function headerFlaw(headers: readonly string[], columns: readonly Column[]): Message | null {
  const keys = columns.map((column) =>
    column.kind === 'text'
      ? column.field
      : column.kind === 'source'
        ? `source ${column.place}`
        : '',
  )
  const has = (start: string) => keys.some((key) => key.startsWith(start))
  if (!has('name') || !has('source')) {
    const found = headers.slice(0, 12).join(', ').slice(0, 200)
    return messageOf('import-no-header', { found: found || '-' })
  }
  const twice = keys.findIndex((key, index) => key !== '' && keys.indexOf(key) !== index)
  return twice < 0 ? null : messageOf('import-column-twice', { name: headers[twice] ?? '' })
}

/** Without the apostrophe that keeps a spreadsheet from reading a formula. */
function plain(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '')
}

function channelOf(
  line: number,
  columns: readonly Column[],
  cells: readonly string[],
): ListedChannel {
  const texts = new Map<TextField, string>()
  const addresses: { place: number; text: string }[] = []
  for (const [index, column] of columns.entries()) {
    const text = cells[index] ?? ''
    if (text === '') continue
    if (column.kind === 'text') texts.set(column.field, text)
    if (column.kind === 'source') addresses.push({ place: column.place, text })
  }
  const { headers, flaws } = readHeaders(texts.get('headers') ?? '')
  const listed = addresses
    .toSorted((a, b) => a.place - b.place)
    .map(({ text }) => withReading(listedSource(text), texts, headers))
  const { sources, flaws: misread } = withColumnsOf(listed, texts)
  const none = { path: 'sources', message: messageOf('import-no-source') }
  const optional = (
    ['slug', 'preset', 'mode', 'host', 'group', 'priority', 'note'] as const
  ).flatMap((field) => {
    const text = texts.get(field)
    return text === undefined ? [] : [[field, text] as const]
  })
  return {
    line,
    name: texts.get('name') ?? '',
    sources,
    ...Object.fromEntries(optional),
    flaws: [...(sources.length === 0 ? [none] : []), ...flaws, ...misread],
  }
}

/** Columns of headers are for the sources that can be sent them. */
function withReading(
  source: ListedSource,
  texts: ReadonlyMap<TextField, string>,
  headers: readonly [string, string][],
): ListedSource {
  if (!/^https?:/i.test(source.url)) return source
  const named: [string, string][] = [
    ['user-agent', texts.get('userAgent') ?? ''],
    ['referer', texts.get('referer') ?? ''],
    ...headers,
  ]
  return named.reduce((known, [name, value]) => withHeader(known, name, value), source)
}

/** Far more than a source may be read with. */
const LONGEST_HEADERS = 64 * 1024

/** `X-Token: a | Origin: b`, or one a line. */
function readHeaders(text: string): {
  headers: [string, string][]
  flaws: ListedChannel['flaws']
} {
  const parts = text
    .slice(0, LONGEST_HEADERS)
    .split(/\n|\s\|\s/)
    .filter((part) => part.trim() !== '')
  const headers = parts.flatMap((part): [string, string][] => {
    const at = part.indexOf(':')
    const [name, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()]
    return at > 0 && name !== '' && value !== '' ? [[name, value]] : []
  })
  const isWhole = headers.length === parts.length
  const flaw = { path: 'sources.0.headers', message: messageOf('import-header-form') }
  return { headers, flaws: isWhole ? [] : [flaw] }
}
