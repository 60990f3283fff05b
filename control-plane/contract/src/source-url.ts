import { checkQuery, queryOption } from './source-url-options.ts'
import { isPortAdmitted, SOURCE_PORTS } from './source-url-ports.ts'
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
  'testcard',
] as const
export type SourceScheme = (typeof SOURCE_SCHEMES)[number]

export type SourceUrlCode =
  | 'empty'
  | 'too-long'
  | 'control-characters'
  | 'not-an-address'
  | 'scheme'
  | 'host'
  | 'port'
  | 'options'
  | 'listener'
  | 'test-card'

/**
 * `href` is the one form that is stored and run; the text it came from is not used again.
 * `hostname` is without brackets and '' for the test card; `port` is null only for the test card.
 * `listens`: the source is received on a port that this host opens.
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
  | { ok: false; code: SourceUrlCode; message: string }

/** `listen`: an SRT source may wait for its caller on a port of the host. */
export type SourceUrlPolicy = { listen: boolean }

/** Parses and judges the address of a source. Where its name leads to is judged later, after resolving. */
export function parseSourceUrl(
  text: string,
  policy: SourceUrlPolicy = { listen: false },
): ParsedSourceUrl {
  const trimmed = text.replace(/^ +| +$/g, '')
  const flaw = textFlaw(trimmed)
  if (flaw) return flaw
  const scheme = SOURCE_SCHEMES.find((known) => trimmed.toLowerCase().startsWith(`${known}:`))
  if (!scheme) return refuse('scheme', SCHEME_MESSAGE)
  if (scheme === 'testcard') return parsedTestCard(trimmed)
  if (!/^[a-z]+:\/\/[^/?#\\]/i.test(trimmed)) return refuse('not-an-address', FORM_MESSAGE)
  const url = parseUrl(trimmed)
  if (!url) return refuse('not-an-address', FORM_MESSAGE)
  return judge(url, scheme, policy)
}

const SCHEME_MESSAGE =
  'Use an address that begins with http, https, rtmp, rtmps, rtsp, rtsps, srt or udp, for example https://example.com/live.m3u8.'
const FORM_MESSAGE =
  'This is not a complete address. It looks like https://example.com/live.m3u8 or rtmp://example.com/live/channel.'

function textFlaw(text: string): ParsedSourceUrl | null {
  if (text === '') return refuse('empty', 'Enter the address of the source.')
  if (text.length > 2048) return refuse('too-long', 'The address is longer than 2048 characters.')
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(text) || /%(?:[01][0-9a-f]|7f)/i.test(text))
    return refuse(
      'control-characters',
      'The address contains spaces, line breaks or control characters. Remove them.',
    )
  return null
}

function judge(url: URL, scheme: SourceScheme, policy: SourceUrlPolicy): ParsedSourceUrl {
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  // Anything else in a host would be read differently by FFmpeg's own parser.
  if (!/^[a-z0-9._:-]{1,253}$/i.test(hostname))
    return refuse('host', 'The address has no usable host name.')
  const port = url.port === '' ? SOURCE_PORTS[scheme] : Number(url.port)
  if (port === null)
    return refuse('port', `Name the port of the source, as in ${scheme}://host:9000.`)
  if (!isPortAdmitted(port))
    return refuse('port', `Port ${port} belongs to another kind of service, not to a stream.`)
  const query = checkQuery(scheme, url.search)
  if (!query.ok) return refuse('options', query.message)
  const listener = scheme === 'srt' && queryOption(query.query, 'mode') === 'listener'
  if (listener && !policy.listen)
    return refuse(
      'listener',
      'Sources that wait for a caller are not allowed here. Use mode=caller.',
    )
  url.hash = ''
  // With its question mark: the setter takes one away, and a query may begin with another.
  url.search = query.query === '' ? '' : `?${query.query}`
  const listens = listener || (scheme === 'udp' && !isMulticast(hostname))
  return { ok: true, href: url.href, scheme, hostname, port, listens }
}

function parsedTestCard(text: string): ParsedSourceUrl {
  const card = parseTestCard(text)
  if (!card)
    return refuse(
      'test-card',
      'A test card is written as testcard://1280x720@25: even sizes up to 3840x2160, 1 to 60 frames a second.',
    )
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

function refuse(code: SourceUrlCode, message: string): ParsedSourceUrl {
  return { ok: false, code, message }
}
