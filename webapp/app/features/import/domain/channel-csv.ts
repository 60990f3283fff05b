import type { ChannelView } from '@cashbacktv/contract'

type Exported = Pick<ChannelView, 'name' | 'slug' | 'sources' | 'output' | 'priority' | 'note'> &
  Pick<ChannelView, 'hostId' | 'pinned' | 'groupId'>
/** What hosts and groups are called, by their ids. */
type Names = ReadonlyMap<string, string>
type SourceOf = Exported['sources'][number]

/** Columns of a list of channels, as the import reads them. */
const COLUMNS = [
  ...['user-agent', 'referer', 'headers', 'program number', 'audio track', 'rtsp transport'],
  ...['preset', 'mode', 'host', 'channel group', 'priority', 'note'],
]

/**
 * Channels as rows that the import reads again. How a source is read goes into columns where all
 * sources of the channel that can have it are read alike, and behind the address otherwise. What is taken of
 * each, and how it is received, has an entry for each source. The host is that which a person chose: read
 * again, a channel is kept on the one that is named.
 */
export function channelRows(channels: readonly Exported[], names: Names): string[][] {
  const most = Math.max(1, ...channels.map(({ sources }) => sources.length))
  const places = Array.from({ length: most }, (_, index) =>
    index === 0 ? 'source' : `source ${index + 1}`,
  )
  const head = ['name', 'slug', ...places, ...COLUMNS]
  return [head, ...channels.map((channel) => rowOf(channel, most, names))]
}

function rowOf(channel: Exported, most: number, names: Names): string[] {
  const { name, slug, sources, output, priority, note } = channel
  const { hostId, pinned, groupId } = channel
  const overHttp = sources.filter(({ url }) => /^https?:/i.test(url))
  const [first] = overHttp
  const isAlike = new Set(overHttp.map(readingKey)).size < 2 && !overHttp.some(hasMark)
  const addresses = sources.map((source) => (isAlike ? source.url : withFields(source)))
  const shared = isAlike && first ? first : null
  return [
    ...[name, slug, ...addresses, ...Array.from({ length: most - sources.length }, () => '')],
    ...[shared?.userAgent ?? '', shared?.referer ?? '', shared ? headersText(shared) : ''],
    each(sources, ({ program }) => program),
    each(sources, ({ audioTrack }) => audioTrack && trackText(audioTrack)),
    each(sources, ({ rtspTransport }) => rtspTransport),
    ...[output.presetId, output.mode],
    ...[pinned ? hostId : null, groupId].map((id) => (id && names.get(id)) ?? ''),
    ...[String(priority), note],
  ]
}

/** One entry a source; nothing where none has one. */
function each(
  sources: readonly SourceOf[],
  said: (source: SourceOf) => string | number | undefined,
): string {
  const entries = sources.map((source) => String(said(source) ?? ''))
  return entries.some((entry) => entry !== '') ? entries.join(' | ') : ''
}

function trackText({ pid, language, kind }: NonNullable<SourceOf['audioTrack']>): string {
  const parts = Object.entries({ pid, language, kind }).filter(([, value]) => value !== undefined)
  return parts.map(([name, value]) => `${name}=${value}`).join(' ')
}

/** The column has a `|` between headers; behind the address values are encoded. */
function hasMark({ headers = [] }: SourceOf): boolean {
  return headers.some(({ value }) => value.includes('|'))
}

function readingKey({ userAgent, referer, headers = [] }: SourceOf): string {
  return JSON.stringify([userAgent, referer, headers])
}

function headersText({ headers = [] }: SourceOf): string {
  return headers.map(({ name, value }) => `${name}: ${value}`).join(' | ')
}

/** `http://h/x|User-Agent=a&Referer=b`, as players write it. */
function withFields(source: SourceOf): string {
  const { url, userAgent, referer, headers = [] } = source
  const fields = [
    ...(userAgent === undefined ? [] : [['User-Agent', userAgent] as const]),
    ...(referer === undefined ? [] : [['Referer', referer] as const]),
    ...headers.map(({ name, value }) => [name, value] as const),
  ]
  const text = fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return text === '' ? url : `${url}|${text}`
}
