import { createHash } from 'node:crypto'

export type Credentials = { name: string; password: string }

/** How a server asks who somebody is: RFC 7617, or RFC 7616, which tells it no password. */
export type Challenge =
  | { kind: 'basic' }
  | {
      kind: 'digest'
      realm: string
      nonce: string
      opaque: string | null
      algorithm: 'MD5' | 'SHA-256'
      /** It takes `auth`; servers from before RFC 2617 know nothing of it. */
      hasQop: boolean
    }

/** As in the address: `name:password`, each with its percent signs. */
export function credentialsOf(user: string | null): Credentials | null {
  if (user === null || user === '') return null
  const [name = '', ...password] = user.split(':')
  return { name: decoded(name), password: decoded(password.join(':')) }
}

/** The strongest of what `www-authenticate` offers that is known here; null where nothing is. */
export function readChallenge(header: string | undefined): Challenge | null {
  const offers = (header ?? '').split(/(?:^|,)\s*(?=(?:basic|digest|bearer|negotiate|ntlm)\b)/i)
  const digests = offers.filter((offer) => /^digest\s/i.test(offer)).flatMap(readDigest)
  const best = digests.find(({ algorithm }) => algorithm === 'SHA-256') ?? digests[0]
  if (best !== undefined) return best
  return offers.some((offer) => /^basic\b/i.test(offer)) ? { kind: 'basic' } : null
}

type Digest = Extract<Challenge, { kind: 'digest' }>

function readDigest(offer: string): Digest[] {
  const options = new Map<string, string>()
  for (const [, name = '', quoted, bare = ''] of offer.matchAll(
    /([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi,
  ))
    options.set(name.toLowerCase(), quoted ?? bare)
  const written = (options.get('algorithm') ?? 'MD5').toUpperCase()
  const nonce = options.get('nonce')
  if ((written !== 'MD5' && written !== 'SHA-256') || nonce === undefined) return []
  const qop = options.get('qop')
  if (qop !== undefined && !/(^|,)\s*auth\s*(,|$)/i.test(qop)) return []
  return [
    {
      kind: 'digest',
      algorithm: written,
      nonce,
      hasQop: qop !== undefined,
      realm: options.get('realm') ?? '',
      opaque: options.get('opaque') ?? null,
    },
  ]
}

/** `count`: how many requests were answered for with this nonce, with this one. `cnonce` is of our making. */
export type Asked = { method: string; path: string; count: number; cnonce: string }

/** The `authorization` of a request. */
export function authorize(
  challenge: Challenge,
  { name, password }: Credentials,
  { method, path, count, cnonce }: Asked,
): string {
  if (challenge.kind === 'basic')
    return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  const { realm, nonce, opaque, algorithm, hasQop } = challenge
  const kind = algorithm === 'MD5' ? 'md5' : 'sha256'
  const hash = (text: string) => createHash(kind).update(text).digest('hex')
  const [who, what] = [hash(`${name}:${realm}:${password}`), hash(`${method}:${path}`)]
  const nc = count.toString(16).padStart(8, '0')
  const middle = hasQop ? [nonce, nc, cnonce, 'auth'] : [nonce]
  return `Digest ${[
    `username="${name.replace(/["\\]/g, '\\$&')}"`,
    `realm="${realm}"`,
    `uri="${path}"`,
    `algorithm=${algorithm}`,
    `nonce="${nonce}"`,
    ...(hasQop ? [`nc=${nc}`, `cnonce="${cnonce}"`, 'qop=auth'] : []),
    `response="${hash([who, ...middle, what].join(':'))}"`,
    ...(opaque === null ? [] : [`opaque="${opaque}"`]),
  ].join(', ')}`
}

/** What was not encoded stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
