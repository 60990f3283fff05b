import { type Message, MOST_IMPORTED, messageOf } from '@cashbacktv/contract'
import type { ListedChannel, ReadChannels } from './listed-channel.ts'
import { listedSource, MOST_HEADERS_READ, withHeader } from './listed-source.ts'

/** What the lines before an address say of it. */
type Entry = { line: number; name: string | null; group: string; headers: [string, string][] }
/** Of what is not taken, so many kinds are counted; a few are said. */
const MOST_KINDS = 200
/** No line of JSON with headers is longer. */
const LONGEST_JSON = 64 * 1024
/** What was met and not taken, with how often. */
type LeftOut = Map<string, number>

/**
 * The channels of an M3U list as IPTV players know them: `#EXTINF` with attributes and a name, then
 * `#EXTVLCOPT`, `#EXTHTTP` and `#EXTGRP`, then an address. A group becomes the note of its channels.
 */
export function readM3u(text: string): ReadChannels {
  const channels: ListedChannel[] = []
  const leftOut: LeftOut = new Map()
  let entry: Entry | null = null
  for (const [index, written] of text.split('\n').entries()) {
    const line = written.trim()
    const number = index + 1
    if (line === '') continue
    if (channels.length > MOST_IMPORTED) break
    if (!line.startsWith('#')) {
      channels.push(channelOf(entry ?? blankEntry(number), line))
      entry = null
      continue
    }
    if (/^#EXTINF\b/i.test(line) && entry && entry.name !== null) {
      channels.push(channelOf(entry, null))
      entry = null
    }
    entry = readTag(entry, line, { number, leftOut })
  }
  if (entry && entry.name !== null) channels.push(channelOf(entry, null))
  return { kind: 'channels', channels, leftOut: said(leftOut) }
}

function blankEntry(line: number): Entry {
  return { line, name: null, group: '', headers: [] }
}

type Place = { number: number; leftOut: LeftOut }

/** The entry after a line that begins with `#`. */
function readTag(entry: Entry | null, line: string, { number, leftOut }: Place): Entry | null {
  const [, tag = '', value = ''] = /^#([A-Z][A-Z0-9_-]*):?(.*)$/i.exec(line) ?? []
  const known = entry ?? blankEntry(number)
  switch (tag.toUpperCase()) {
    case 'EXTINF': {
      const { name, attributes } = readExtInf(value)
      if (attributes.get('tvg-logo')) count(leftOut, 'tvg-logo')
      const group = attributes.get('group-title') ?? known.group
      return { ...known, name: name || (attributes.get('tvg-name') ?? ''), group }
    }
    case 'EXTGRP':
      return { ...known, group: known.group || value.trim() }
    case 'EXTVLCOPT':
      return withOption(known, value, leftOut)
    case 'EXTHTTP':
      return withJson(known, value, leftOut)
    case 'KODIPROP':
      count(leftOut, `#KODIPROP:${value.split('=')[0] ?? ''}`)
      return entry
    case 'EXTM3U':
      return entry
    default:
      if (/^EXT/i.test(tag)) count(leftOut, `#${tag.toUpperCase()}`)
      return entry
  }
}

const ATTRIBUTE = /\s*([\w-]+)=(?:"([^"]*)"|([^\s",]*))/y

/** `-1 tvg-id="a" group-title="b",Name`: the name follows the first comma behind the attributes. */
function readExtInf(value: string): { name: string; attributes: Map<string, string> } {
  const rest = value.replace(/^\s*[+-]?[\d.]*/, '')
  const attributes = new Map<string, string>()
  ATTRIBUTE.lastIndex = 0
  let end = 0
  for (let found = ATTRIBUTE.exec(rest); found; found = ATTRIBUTE.exec(rest)) {
    attributes.set((found[1] ?? '').toLowerCase(), (found[2] ?? found[3] ?? '').trim())
    end = ATTRIBUTE.lastIndex
  }
  const comma = rest.indexOf(',', end)
  return { name: comma < 0 ? '' : rest.slice(comma + 1).trim(), attributes }
}

function withOption(entry: Entry, value: string, leftOut: LeftOut): Entry {
  const [name, set] = [value.split('=', 1)[0]?.trim() ?? '', value.slice(value.indexOf('=') + 1)]
  const header = /^http-(user-agent|referr?er)$/i.exec(name)?.[1]
  if (header) return withHeaders(entry, [[header, unquoted(set.trim())]])
  count(leftOut, `#EXTVLCOPT:${name}`)
  return entry
}

function withHeaders(entry: Entry, more: readonly [string, string][]): Entry {
  if (entry.headers.length >= MOST_HEADERS_READ) return entry
  return { ...entry, headers: [...entry.headers, ...more.slice(0, MOST_HEADERS_READ)] }
}

/** `{"User-Agent": "a", "Cookie": "b"}`. */
function withJson(entry: Entry, value: string, leftOut: LeftOut): Entry {
  const headers = value.length > LONGEST_JSON ? null : textsIn(value)
  if (headers) return withHeaders(entry, headers)
  count(leftOut, '#EXTHTTP')
  return entry
}

function textsIn(json: string): [string, string][] | null {
  try {
    const entries = Object.entries(Object(JSON.parse(json)))
    return entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  } catch {
    return null
  }
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1')
}

function channelOf({ line, name, group, headers }: Entry, address: string | null): ListedChannel {
  const flaw = { path: 'sources', message: messageOf('import-no-source') }
  const bare = address === null ? [] : [listedSource(address)]
  const sources = bare.map((source) =>
    headers.reduce((known, [header, value]) => withHeader(known, header, value), source),
  )
  const note = group === '' ? {} : { note: group }
  return { line, name: name ?? '', sources, ...note, flaws: address === null ? [flaw] : [] }
}

function count(leftOut: LeftOut, what: string): void {
  if (leftOut.size >= MOST_KINDS && !leftOut.has(what)) return
  leftOut.set(what, (leftOut.get(what) ?? 0) + 1)
}

/** The most frequent first, and no more than a person reads. */
function said(leftOut: LeftOut): Message[] {
  return [...leftOut]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([what, times]) =>
      messageOf('import-left-out', { what: what.slice(0, 100), count: times }),
    )
}
