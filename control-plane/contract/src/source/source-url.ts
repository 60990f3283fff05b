import { isMasked } from '../mask.ts'
import { type Message, messageOf } from '../messages/catalogue.ts'
import { looksLikeFields } from './source-url-fields.ts'
import { queryFlaw, queryOption } from './source-url-options.ts'
import { isPortAdmitted, SOURCE_PORTS } from './source-url-ports.ts'
import { OTHER_SCHEMES } from './source-url-schemes.ts'
import { type AddressParts, joinAddress, splitAddress } from './source-url-split.ts'
import { parseTestCard } from './source-url-test-card.ts'

export const SOURCE_SCHEMES = [
  'http',
  'https',
  'rtmp',
  'rtmps',
  'rtsp',
  'rtsps',
  'srt',
  'udp',
  'rtp',
  'testcard',
] as const
export type SourceScheme = (typeof SOURCE_SCHEMES)[number]

export type SourceUrlCode =
  | 'empty'
  | 'too-long'
  | 'masked'
  | 'spaces'
  | 'control-characters'
  | 'not-an-address'
  | 'hash'
  | 'fields'
  | 'page'
  | 'scheme'
  | 'user'
  | 'host'
  | 'port'
  | 'options'
  | 'test-card'

/**
 * `href` is what is stored, shown and run: the text as it was typed, with the scheme in lower case
 * and, for HTTP, the host as it is connected to (`0x7f.1` is 127.0.0.1).
 * `hostname` is without brackets, '0.0.0.0' where none is written, '' for the test card; `port` is
 * null only for the test card. `listens`: received on a port that this host opens, asking nobody.
 */
export type ParsedSourceUrl =
  | {
      ok: true
      href: string
      scheme: SourceScheme
      hostname: string
      port: number | null
      listens: boolean
    }
  | { ok: false; code: SourceUrlCode; message: Message }

/**
 * Parses and judges the address of a source. Nothing in it is dropped or moved into bounds: what
 * could be read in two ways is refused with how to write it. Where its name leads to is judged
 * later, after resolving.
 */
export function parseSourceUrl(text: string): ParsedSourceUrl {
  const trimmed = text.replace(/^ +| +$/g, '')
  const flaw = textFlaw(trimmed)
  if (flaw) return flaw
  const written = /^([a-z][a-z0-9+.-]*):/i.exec(trimmed)?.[1]?.toLowerCase() ?? ''
  const scheme = SOURCE_SCHEMES.find((known) => known === written)
  if (!scheme) return refuse('scheme', messageOf(OTHER_SCHEMES.get(written) ?? 'address-scheme'))
  if (scheme === 'testcard') return parsedTestCard(trimmed)
  const spelling = spellingFlaw(trimmed, scheme)
  if (spelling) return spelling
  const parts = splitAddress(trimmed)
  if (!parts)
    return refuse(
      'not-an-address',
      trimmed.includes('@') ? messageOf('address-credentials') : messageOf('address-form'),
    )
  return judge(parts, scheme)
}

function textFlaw(text: string): ParsedSourceUrl | null {
  if (text === '') return refuse('empty', messageOf('address-empty'))
  if (text.length > 2048) return refuse('too-long', messageOf('address-too-long'))
  if (isMasked(text)) return refuse('masked', messageOf('address-masked'))
  // Half a surrogate pair has no encoding; the others cannot be seen.
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) || /%(?:[01][0-9a-f]|7f)/i.test(text))
    return refuse('control-characters', messageOf('address-controls'))
  if (/^rtmp\w*:.* \w+=/i.test(text)) return refuse('spaces', messageOf('address-other-program'))
  if (looksLikeFields(text)) return refuse('fields', messageOf('address-fields'))
  return /\p{Zs}/u.test(text) ? refuse('spaces', messageOf('address-space')) : null
}

/** Characters at which other readers of the same text would cut it elsewhere. */
function spellingFlaw(text: string, scheme: SourceScheme): ParsedSourceUrl | null {
  const own = scheme === 'srt' ? (text.split('?')[0] ?? '') : text
  if (own.includes('#')) return refuse('hash', messageOf('address-hash'))
  return own.includes('\\') ? refuse('not-an-address', messageOf('address-backslash')) : null
}

function judge(parts: AddressParts, scheme: SourceScheme): ParsedSourceUrl {
  const listener = scheme === 'srt' && queryOption(parts.query, 'mode') === 'listener'
  const anywhere = parts.host === '' && (listener || scheme === 'udp' || scheme === 'rtp')
  const host = anywhere ? '' : canonicalHost(parts.host, scheme)
  if (host === null) return noHost(parts, scheme)
  const hostname = anywhere ? '0.0.0.0' : host.replace(/^\[(.*)\]$/, '$1')
  const flaw = userFlaw(parts, scheme) ?? portFlaw(parts.port, scheme) ?? restFlaw(parts, scheme)
  if (flaw) return flaw
  if (scheme.startsWith('http') && isPage(hostname))
    return refuse('page', messageOf('address-page'))
  const port = parts.port === null ? SOURCE_PORTS[scheme] : Number(parts.port)
  const receives = (scheme === 'udp' || scheme === 'rtp') && !isMulticast(hostname)
  const href = joinAddress({ ...parts, host })
  return { ok: true, href, scheme, hostname, port, listens: listener || receives }
}

/** Null for a host that cannot be one, or that FFmpeg's own parser would read differently. */
function canonicalHost(host: string, scheme: SourceScheme): string | null {
  const url = parseUrl(`${scheme.startsWith('http') ? scheme : 'udp'}://${host}/`)
  if (url === null || url.username !== '' || url.port !== '') return null
  const found = url.hostname
  return /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})$/i.test(found) ? found : null
}

function noHost({ host, user }: AddressParts, scheme: SourceScheme): ParsedSourceUrl {
  if (scheme === 'srt' && host === '') return refuse('host', messageOf('address-srt-host'))
  if (host === '' && user === null) return refuse('not-an-address', messageOf('address-form'))
  return refuse('host', messageOf('address-host'))
}

/** Longest user part that FFmpeg's reader of each scheme keeps whole. */
const userLengths: Partial<Record<SourceScheme, number>> = {
  http: 500,
  https: 500,
  rtsp: 120,
  rtsps: 120,
  rtmp: 95,
  rtmps: 95,
}

function userFlaw({ user }: AddressParts, scheme: SourceScheme): ParsedSourceUrl | null {
  if (user === null || user === '') return null
  if (scheme === 'srt') return refuse('user', messageOf('address-srt-user'))
  const most = userLengths[scheme]
  if (most === undefined) return refuse('user', messageOf('address-udp-user'))
  if (user.length > most) return refuse('too-long', messageOf('address-user-long', { most }))
  if (/%(?![0-9a-f]{2})/i.test(user)) return refuse('user', messageOf('address-credentials'))
  // FFmpeg hands an RTMP name on as it is decoded here, and would end it at these.
  const isCut = scheme.startsWith('rtmp') && /%(2f|3f|23|3a)/i.test(user)
  return isCut ? refuse('user', messageOf('address-credentials')) : null
}

function portFlaw(written: string | null, scheme: SourceScheme): ParsedSourceUrl | null {
  const port = written === null ? SOURCE_PORTS[scheme] : Number(written)
  if (port === null) return refuse('port', messageOf('address-port', { scheme }))
  return isPortAdmitted(port)
    ? null
    : refuse('port', messageOf('address-port-refused', { port: String(port) }))
}

/** RTMP and RTSP are read into 1024 bytes. */
const LONGEST_PATH = 1000

function restFlaw({ path, query }: AddressParts, scheme: SourceScheme): ParsedSourceUrl | null {
  const isPacketed = scheme === 'srt' || scheme === 'udp' || scheme === 'rtp'
  if (isPacketed && path !== '' && path !== '/')
    return refuse('options', messageOf('address-no-path'))
  const length = path.length + (query?.length ?? 0)
  if (/^rt[ms]ps?$/.test(scheme) && length > LONGEST_PATH)
    return refuse('too-long', messageOf('address-path-long', { most: LONGEST_PATH }))
  const flaw = queryFlaw(scheme, query)
  return flaw === null ? null : refuse('options', flaw)
}

/** Sites that show pictures on pages, behind which no stream can be read. */
/** Hosts that only take uploads have no pages. */
function isPage(hostname: string): boolean {
  if (/(^|\.)upload\.youtube\.com$/i.test(hostname)) return false
  return /(^|\.)(youtube\.com|youtu\.be|twitch\.tv|facebook\.com|instagram\.com|vimeo\.com|dailymotion\.com|tiktok\.com|kick\.com)$/i.test(
    hostname,
  )
}

function parsedTestCard(text: string): ParsedSourceUrl {
  const card = parseTestCard(text)
  if (!card) return refuse('test-card', messageOf('address-test-card'))
  return {
    ok: true,
    href: `testcard://${card.width}x${card.height}@${card.framesPerSecond}`,
    scheme: 'testcard',
    hostname: '',
    port: null,
    listens: false,
  }
}

function isMulticast(hostname: string): boolean {
  return /^(22[4-9]|23\d)\.\d+\.\d+\.\d+$/.test(hostname) || /^ff[0-9a-f]{2}:/i.test(hostname)
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

function refuse(code: SourceUrlCode, message: Message): ParsedSourceUrl {
  return { ok: false, code, message }
}
