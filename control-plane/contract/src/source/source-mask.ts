import { MASK } from '../mask.ts'
import type { ReadableSource, SourceReading } from './source.ts'
import { isHarmlessOption, isKnownOption } from './source-url-options.ts'
import { type AddressParts, joinAddress, splitAddress, splitQuery } from './source-url-split.ts'
import { parseTestCard } from './source-url-test-card.ts'

const SHOWN_HOST = /^(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{0,253})$/i
const SHOWN_EXTENSION =
  /\.(?:m3u8?|ts|m2ts|mts|mp4|m4s|m4a|mpd|flv|f4v|mkv|webm|mp3|aac|ac3|ogg|sdp)$/i
/** FFmpeg's own words in the query of an RTSP address. */
const RTSP_WORD = /^(?:tcp|udp)$/

/**
 * An address as it is shown to who may run channels. Shown is what is known to let nobody in: scheme,
 * host, port, the kind of the file and how packets are received. Everything else is masked, whatever
 * it is called: a stream key has no name, and a password is not always called one. Masked again it
 * stays as it is.
 */
export function maskUrl(href: string): string {
  if (parseTestCard(href)) return href
  const parts = splitAddress(href)
  if (!parts) return MASK
  const { user, host, path, query } = parts
  return joinAddress({
    ...parts,
    user: user ? MASK : user,
    host: SHOWN_HOST.test(host) ? host : MASK,
    path: maskPath(path),
    query: query === null ? null : maskQuery(parts.scheme, query),
  })
}

/** An address as it is shown to everybody else: scheme and host. */
export function bareUrl(href: string): string {
  if (parseTestCard(href)) return href
  const parts = splitAddress(href)
  if (!parts) return MASK
  const host = SHOWN_HOST.test(parts.host) ? parts.host : MASK
  return joinAddress({ ...parts, user: null, host, port: null, path: '', query: null })
}

/** A source as who may run channels sees it: that something is sent with the address, not what. */
export function maskSource<S extends ReadableSource>(source: S): S {
  const { userAgent, referer, headers } = source
  return {
    ...source,
    url: maskUrl(source.url),
    ...(userAgent === undefined ? {} : { userAgent: MASK }),
    ...(referer === undefined ? {} : { referer: MASK }),
    ...(headers ? { headers: headers.map(({ name }) => ({ name, value: MASK })) } : {}),
  }
}

type Sent = keyof Pick<SourceReading, 'userAgent' | 'referer' | 'headers'>

/** A source as everybody else sees it, without what is sent with the address. */
export function bareSource<S extends ReadableSource>(source: S): Omit<S, Sent> {
  const { userAgent: _agent, referer: _referer, headers: _headers, ...shown } = source
  return { ...shown, url: bareUrl(source.url) }
}

function maskPath(path: string): string {
  if (path === '' || path === '/') return path
  return `/${MASK}${SHOWN_EXTENSION.exec(path)?.[0] ?? ''}`
}

/** Options that are not known are one mask together: not even how many there are is told. */
function maskQuery(scheme: string, query: string): string {
  const shown = splitQuery(query).map((option) => {
    const { name, value } = option
    const written = value === null ? name : `${name}=${value}`
    if (scheme.startsWith('rtsp') && RTSP_WORD.test(written)) return written
    if (isHarmlessOption(scheme, option)) return written
    return isKnownOption(scheme, name) ? `${name}=${MASK}` : MASK
  })
  return [...new Set(shown)].join('&')
}

/** What of an address is not shown, as it is written: users, paths, values. For texts that quote it. */
export function hiddenParts(href: string): { parts: string[]; wholes: string[] } {
  const address = parseTestCard(href) ? null : splitAddress(href)
  if (!address) return { parts: [], wholes: [] }
  const { scheme, user, path, query } = address
  const [name = '', ...password] = (user ?? '').split(':')
  const options = splitQuery(query).filter((option) => !isHarmlessOption(scheme, option))
  return {
    parts: [name, password.join(':'), ...partsOfPath(path), ...options.flatMap(textsOf)],
    wholes: wholesOf(address),
  }
}

/** A name is a secret where it is no word. */
function textsOf({ name, value }: { name: string; value: string | null }): string[] {
  if (!value) return [name]
  return /^[a-z][a-z_-]{0,30}$/i.test(name) ? [value] : [name, value]
}

function partsOfPath(path: string): string[] {
  const parts = path.split('/').map((part) => part.replace(SHOWN_EXTENSION, ''))
  return parts.flatMap((part) => (part.includes('.') ? [part, ...part.split('.')] : [part]))
}

/** Paths and queries that show together what their parts are too short to be looked for alone. */
function wholesOf({ path, query }: AddressParts): string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const inside = path.replace(/^\//, '')
  return [query === null ? '' : `${path}?${query}`, path, inside, folder, query ?? '']
}
