import type { Message } from '@cashbacktv/contract'
import { type ImportFormat, MOST_IMPORTED, messageOf } from '@cashbacktv/contract'
import { listKind } from './list-kind.ts'
import type { ListedChannel, RefusedList } from './listed-channel.ts'
import { countOf } from './parse-csv.ts'
import { readCsv } from './read-csv.ts'
import { readM3u } from './read-m3u.ts'

/** A hundred for each channel: lists of players have ten at most. Longer ones would be read for a second. */
const MOST_LINES = MOST_IMPORTED * 100

export type ReadList =
  | { kind: 'list'; format: ImportFormat; channels: ListedChannel[]; leftOut: Message[] }
  | RefusedList

/** The channels that a CSV or an M3U list names, in its order; why it cannot be taken otherwise. */
export function readList(text: string): ReadList {
  if (hasTooManyLines(text)) return tooMany()
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const kind = listKind(plain)
  switch (kind) {
    case 'm3u':
      return counted(kind, readM3u(plain))
    case 'csv': {
      const read = readCsv(plain)
      return read.kind === 'refused' ? read : counted(kind, read)
    }
    case 'playlist':
      return { kind: 'refused', why: messageOf('import-hls-playlist') }
    case 'page':
      return { kind: 'refused', why: messageOf('import-web-page') }
    case 'no-text':
      return { kind: 'refused', why: messageOf('import-no-text') }
    case 'other':
      return { kind: 'refused', why: messageOf('import-unknown-format') }
  }
}

function hasTooManyLines(text: string): boolean {
  return ['\n', '\r'].some((end) => countOf(text, end, MOST_LINES) > MOST_LINES)
}

function tooMany(): RefusedList {
  return { kind: 'refused', why: messageOf('import-too-many', { most: MOST_IMPORTED }) }
}

function counted(
  format: ImportFormat,
  { channels, leftOut }: { channels: ListedChannel[]; leftOut: Message[] },
): ReadList {
  if (channels.length === 0) return { kind: 'refused', why: messageOf('import-nothing') }
  if (channels.length > MOST_IMPORTED) return tooMany()
  return { kind: 'list', format, channels, leftOut }
}
