import { redactWords } from './redact-words.ts'
import type { ReadableSource, Source } from './source.ts'
import {
  type AddressParts,
  decodePercent,
  joinAddress,
  splitAddress,
  splitQuery,
} from './source-url-split.ts'

const HIDDEN = '***'

/** A source that may be shown: how it lets its readers in is left out of it. */
export function redactSource(source: Source): Source {
  const { userAgent: _agent, referer: _referer, headers, ...shown } = source
  const hidden = headers?.map(({ name }) => ({ name, value: HIDDEN }))
  return { ...shown, url: redactUrl(source.url), ...(hidden ? { headers: hidden } : {}) }
}

/** An address that may be shown: no user, password, passphrase, stream key or token in it. */
export function redactUrl(href: string): string {
  const parts = splitAddress(href)
  if (!parts) return redactUnreadable(href)
  if (parts.scheme === 'testcard') return href
  return joinAddress({
    ...parts,
    user: parts.user ? HIDDEN : parts.user,
    path: redactPath(parts),
    query: parts.query === null ? null : redactQuery(parts.query),
  })
}

/** What is no address of ours may be one to another program, with what comes behind a `#`. */
function redactUnreadable(text: string): string {
  const [before = '', ...behind] = text.split('#')
  if (behind.length > 0) return `${redactUrl(before)}#${HIDDEN}`
  return text.includes('@') || /^[a-z]\w*:.*\?/i.test(text) ? HIDDEN : text
}

/**
 * Text with every address in it redacted, words that let somebody in hidden, and with the secrets of
 * `sources` hidden wherever else they stand: FFmpeg prints parts of an address on their own.
 */
export function redactText(text: string, sources: readonly ReadableSource[] = []): string {
  const secrets = sources.flatMap(secretsOf).sort((a, b) => b.length - a.length)
  let safe = text
  // Before addresses are looked for: a secret with a quote or a space in it would end one early.
  for (const secret of secrets) safe = safe.replaceAll(secret, HIDDEN)
  if (safe.includes('://')) safe = safe.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s'"<>`]+/gi, redactMatch)
  return redactWords(safe)
}

function redactMatch(match: string): string {
  const punctuation = /[).,;:\]]+$/.exec(match)?.[0] ?? ''
  return redactUrl(match.slice(0, match.length - punctuation.length)) + punctuation
}

/** Shorter ones would blot out words that are none. */
const SHORTEST_SECRET = 4

/** What of a source is secret, as it is written and decoded. */
function secretsOf(source: ReadableSource): string[] {
  const { userAgent, referer, headers = [] } = source
  const sent = [userAgent, referer, ...headers.map(({ value }) => value)]
  const found = [...inAddress(source.url), ...sent.filter((value) => value !== undefined)]
  const all = new Set(found.flatMap((part) => [part, decodePercent(part)]))
  return [...all].filter((part) => part.length >= SHORTEST_SECRET)
}

function inAddress(href: string): string[] {
  const parts = splitAddress(href)
  if (!parts || parts.scheme === 'testcard') return []
  const shown = redactPath(parts).split('/')
  const hidden = parts.path.split('/').filter((part, index) => part !== '' && shown[index] !== part)
  const values = splitQuery(parts.query).flatMap(({ name, value }) =>
    isSecretOption(name, value) ? [value ?? name] : [],
  )
  const [user = '', ...password] = (parts.user ?? '').split(':')
  return [user, password.join(':'), ...hidden, ...values]
}

/** The last part of an RTMP path is the stream key; `/live/<user>/<password>/<number>` is the habit of IPTV panels. */
function redactPath({ scheme, path }: AddressParts): string {
  const parts = path.split('/')
  const count = parts.filter((part) => part !== '').length
  const isRtmp = scheme === 'rtmp' || scheme === 'rtmps'
  const isPanel = /^(\/(live|movie|series))?\/[^/]+\/[^/]+\/\d+(\.\w+)?$/.test(path)
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
  return query
    .split('&')
    .map((option) => {
      const [{ name, value } = { name: '', value: null }] = splitQuery(option)
      if (!isSecretOption(name, value)) return option
      return value === null ? HIDDEN : `${name}=${HIDDEN}`
    })
    .join('&')
}

const secretNames =
  /token|key|sig|auth|pass|pwd|secret|user|login|hash|hdn|session|sid$|stream_?id|access|polic|jwt|cred|ticket|code|md5|^(st|e|t|u|p|s|h|k)$/i

function isSecretOption(name: string, value: string | null): boolean {
  if (value === null || value === '') return looksRandom(name)
  return (secretNames.test(name) && name !== 'pbkeylen') || looksRandom(value)
}

/** Long and of mixed letters and digits, as tokens are and words are not. */
function looksRandom(part: string): boolean {
  return (
    part.length >= 20 && /\d/.test(part) && /[a-z]/i.test(part) && !/\.(m3u8|ts|mp4)$/i.test(part)
  )
}
