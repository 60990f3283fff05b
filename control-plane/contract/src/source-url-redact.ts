import type { Source } from './source.ts'

const HIDDEN = '***'

/** A source that may be shown: how it lets its readers in is left out of it. */
export function redactSource(source: Source): Source {
  const { userAgent: _agent, referer: _referer, headers, ...shown } = source
  const hidden = headers?.map(({ name }) => ({ name, value: HIDDEN }))
  return { ...shown, url: redactUrl(source.url), ...(hidden ? { headers: hidden } : {}) }
}

/** An address that may be shown: no user, password, passphrase, stream key or token in it. */
export function redactUrl(href: string): string {
  const url = parseUrl(href)
  if (!url || !/^[a-z0-9+.-]+:\/\//i.test(href)) return href.includes('@') ? HIDDEN : href
  if (url.protocol === 'testcard:') return href
  const user = url.username !== '' || url.password !== '' ? `${HIDDEN}@` : ''
  const query = url.search === '' ? '' : `?${redactQuery(url.search.slice(1))}`
  return `${url.protocol}//${user}${url.host}${redactPath(url)}${query}`
}

/**
 * Text with every address in it redacted, and with the secrets of `urls` hidden wherever else they
 * stand: FFmpeg prints parts of an address on their own.
 */
export function redactText(text: string, urls: readonly string[] = []): string {
  let safe = text
  if (safe.includes('://')) safe = safe.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s'"<>`]+/gi, redactMatch)
  for (const secret of urls.flatMap(secretsOf)) safe = safe.replaceAll(secret, HIDDEN)
  return safe
}

function redactMatch(match: string): string {
  const punctuation = /[).,;:\]]+$/.exec(match)?.[0] ?? ''
  return redactUrl(match.slice(0, match.length - punctuation.length)) + punctuation
}

/** Parts of an address that are secret, as they stand in it and decoded, longest first. */
function secretsOf(href: string): string[] {
  const url = parseUrl(href)
  if (!url || url.protocol === 'testcard:') return []
  const path = url.pathname.split('/')
  const shown = redactPath(url).split('/')
  const hidden = path.filter((part, index) => part !== '' && shown[index] !== part)
  const values = queryParts(url.search.slice(1)).flatMap(([name, value]) =>
    isSecretOption(name, value) ? [value] : [],
  )
  const found = [url.username, url.password, ...hidden, ...values].flatMap((part) => [
    part,
    decode(part),
  ])
  const long = [...new Set(found)].filter((part) => part.length >= 4)
  return long.sort((a, b) => b.length - a.length)
}

/** The last part of an RTMP path is the stream key; `/live/<user>/<password>/<number>` is the habit of IPTV panels. */
function redactPath(url: URL): string {
  const parts = url.pathname.split('/')
  const count = parts.filter((part) => part !== '').length
  const isRtmp = url.protocol === 'rtmp:' || url.protocol === 'rtmps:'
  const isPanel = /^(\/(live|movie|series))?\/[^/]+\/[^/]+\/\d+(\.\w+)?$/.test(url.pathname)
  const last = parts.length - 1
  return parts
    .map((part, index) => {
      if (isRtmp && count > 1 && index === last && part !== '') return HIDDEN
      if (isPanel && (index === last - 1 || index === last - 2)) return HIDDEN
      return looksRandom(part) ? HIDDEN : part
    })
    .join('/')
}

function redactQuery(query: string): string {
  return queryParts(query)
    .map(([name, value, assigned]) => {
      if (isSecretOption(name, value)) return assigned ? `${name}=${HIDDEN}` : HIDDEN
      return assigned ? `${name}=${value}` : name
    })
    .join('&')
}

const secretNames =
  /token|key|sig|auth|pass|pwd|secret|user|login|hash|hdn|session|sid$|stream_?id|access|polic|jwt|cred|ticket|code|md5|^(st|e|t|u|p|s|h|k)$/i

function isSecretOption(name: string, value: string): boolean {
  if (value === '') return looksRandom(name)
  return (secretNames.test(name) && name !== 'pbkeylen') || looksRandom(value)
}

/** Long and of mixed letters and digits, as tokens are and words are not. */
function looksRandom(part: string): boolean {
  return (
    part.length >= 20 && /\d/.test(part) && /[a-z]/i.test(part) && !/\.(m3u8|ts|mp4)$/i.test(part)
  )
}

function queryParts(query: string): [string, string, boolean][] {
  return query.split('&').map((part) => {
    const at = part.indexOf('=')
    return at < 0 ? [part, '', false] : [part.slice(0, at), part.slice(at + 1), true]
  })
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
