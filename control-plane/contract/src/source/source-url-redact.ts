import { MASK } from '../mask.ts'
import { redactWords } from '../redact-words.ts'
import type { ReadableSource } from './source.ts'
import { hiddenParts, maskUrl } from './source-mask.ts'
import { decodePercent } from './source-url-split.ts'

/**
 * Text with every address in it masked, words that let somebody in hidden, and with the secrets of
 * `sources` hidden wherever else they stand: FFmpeg prints parts of an address on their own.
 */
export function redactText(text: string, sources: readonly ReadableSource[] = []): string {
  const secrets = sources.flatMap(secretsOf).sort((a, b) => b.text.length - a.text.length)
  let safe = text
  for (const { url } of sources) safe = safe.replaceAll(url, () => maskUrl(url))
  // Before addresses are looked for: a quote or a space would end one early, and one may be an address.
  for (const secret of secrets) if (ENDS_ADDRESS.test(secret.text)) safe = hide(safe, secret)
  if (safe.includes('://')) safe = safe.replace(/[a-z][a-z0-9+.-]*:\/\/[^\s'"<>`]+/gi, maskMatch)
  for (const secret of secrets) safe = hide(safe, secret)
  return redactWords(safe)
}

const ENDS_ADDRESS = /[\s'"<>`]|:\/\//

function maskMatch(match: string): string {
  // Where in our own program an error came from.
  if (/^file:/i.test(match)) return match
  const punctuation = /[).,;:\]]+$/.exec(match)?.[0] ?? ''
  return maskUrl(match.slice(0, match.length - punctuation.length)) + punctuation
}

/** `alone`: looked for only where it is a word of its own. */
type Secret = { text: string; alone: boolean }

function hide(text: string, { text: secret, alone }: Secret): string {
  if (!text.includes(secret)) return text
  if (!alone) return text.replaceAll(secret, MASK)
  const escaped = secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'gu'), MASK)
}

/** Shorter ones would blot out words that are none. */
const SHORTEST_SECRET = 4
const SHORTEST_INSIDE = 8

/** Words of paths that FFmpeg says of any stream. */
const COMMON_WORDS = new Set(
  'live stream streams streaming index master playlist manifest chunklist channel channels video audio media main hls dash http https rtmp rtsp mono play iptv origin test'.split(
    ' ',
  ),
)

/** What of a source is secret, as it is written and decoded. */
function secretsOf(source: ReadableSource): Secret[] {
  const { userAgent, referer, headers = [] } = source
  const { parts, wholes } = hiddenParts(source.url)
  const sent = [userAgent, referer, ...headers.map(({ value }) => value)]
  // Of a referrer as well a server may quote a part.
  const single = [
    ...parts,
    ...hiddenParts(referer ?? '').parts,
    ...sent.filter((one) => one !== undefined),
  ]
  const all = new Set([...single, ...wholes].flatMap((part) => [part, decodePercent(part)]))
  return [...all]
    .filter((part) => part.length >= SHORTEST_SECRET && !isCommon(part))
    .map((text) => ({ text, alone: text.length < SHORTEST_INSIDE }))
}

/** Nothing but words of any stream, and so no secret. */
function isCommon(part: string): boolean {
  const words = part.split('/').filter((word) => word !== '')
  return words.every((word) => COMMON_WORDS.has(word.toLowerCase()) || word === MASK)
}
