import type { ChannelView, Source } from '@cashbacktv/contract'
import { MOST_SOURCES } from '@cashbacktv/contract/list-lengths'
import { isMasked, MASK } from '@cashbacktv/contract/mask'
import { type AccessValues, accessOf, NO_ACCESS, readAccess, toReading } from './source-access.ts'
import { formOfTracks, NO_TRACKS, readTracks, type TrackValues, toTracks } from './track-form.ts'

/** A row of the source list. `key` is stable while rows move. `id` is set for a stored source. */
export type SourceRow = { key: string; id: string; url: string; access: AccessValues } & TrackValues

/** Whether something of it is shown masked. Sent back so, it stays as it is stored. */
export function hidesSomething({ url, access }: Pick<SourceRow, 'url' | 'access'>): boolean {
  const { userAgent, referer, headers } = access
  return isMasked(url) || [userAgent, referer, ...headers.map(({ value }) => value)].includes(MASK)
}

/** The row with what is stored in the place of what is masked; what was typed over it stays. */
export function withRevealed(row: SourceRow, source: Source): SourceRow {
  const { access } = row
  const stored = accessOf(source)
  const whole = (text: string, own: string) => (text === MASK ? own : text)
  const headers = access.headers.map(({ name, value }) => {
    const same = stored.headers.find((header) => header.name.toLowerCase() === name.toLowerCase())
    return { name, value: whole(value, same?.value ?? value) }
  })
  return {
    ...row,
    url: isMasked(row.url) ? source.url : row.url,
    access: {
      ...access,
      userAgent: whole(access.userAgent, stored.userAgent),
      referer: whole(access.referer, stored.referer),
      headers,
    },
  }
}

/** At least one, to be filled in. */
export function rowsOfSources(sources: ChannelView['sources']): SourceRow[] {
  if (sources.length === 0) return [emptyRow('first')]
  return sources.map((source) => {
    const access = accessOf(source)
    return { key: source.id, id: source.id, url: source.url, access, ...formOfTracks(source) }
  })
}

/** Reads a submitted form. The rows are numbered by their field names, `sources.0.url`. */
export function readSourceRows(data: FormData): SourceRow[] {
  const text = (name: string) => String(data.get(name) ?? '').trim()
  const rows: SourceRow[] = []
  for (let index = 0; index < MOST_SOURCES && data.has(`sources.${index}.url`); index += 1) {
    const at = `sources.${index}`
    const [id, url] = [text(`${at}.id`), text(`${at}.url`)]
    const tracks = readTracks((name) => text(`${at}.${name}`))
    rows.push({ key: id || `row-${index}`, id, url, access: readAccess(text, at), ...tracks })
  }
  return rows
}

/** As the API wants them, without rows that are empty. */
export function toSources(rows: readonly SourceRow[]) {
  return rows
    .filter(({ url }) => url !== '')
    .map(({ id, url, access, program, audioTrack }) => ({
      ...(id ? { id } : {}),
      url,
      ...toReading(access, url),
      ...toTracks({ program, audioTrack }),
    }))
}

const EDITS = ['add', 'remove', 'up', 'down'] as const

export type SourceEdit = { kind: (typeof EDITS)[number]; index: number }

/** Reads `sources:up:2`, the value of a button that works without JavaScript too. */
export function parseSourceEdit(intent: string): SourceEdit | null {
  const match = /^sources:(\w+):(\d)$/.exec(intent)
  const kind = EDITS.find((edit) => edit === match?.[1])
  return match && kind ? { kind, index: Number(match[2]) } : null
}

export function editSources(rows: SourceRow[], edit: SourceEdit, newKey: string): SourceRow[] {
  const { kind, index } = edit
  switch (kind) {
    case 'add':
      return rows.length < MOST_SOURCES ? [...rows, emptyRow(newKey)] : rows
    case 'remove':
      return rows.length > 1 ? rows.filter((_, at) => at !== index) : rows
    case 'up':
      return swap(rows, index - 1, index)
    case 'down':
      return swap(rows, index, index + 1)
  }
}

function emptyRow(key: string): SourceRow {
  return { key, id: '', url: '', access: NO_ACCESS, ...NO_TRACKS }
}

function swap(rows: SourceRow[], a: number, b: number): SourceRow[] {
  const first = rows[a]
  const second = rows[b]
  if (!first || !second) return rows
  return rows.map((row, at) => (at === a ? second : at === b ? first : row))
}
