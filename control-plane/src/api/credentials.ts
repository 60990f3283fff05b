import { isCompactToken, isFromOwnPage } from '@cashbacktv/contract'
import { parse } from 'hono/utils/cookie'

const COOKIE = 'cbtv_access'

/**
 * The access token of a request: the Bearer header, else the cookie. The cookie counts for a request
 * that changes something only when it comes from our own pages; `strict` asks that of any request. Browsers
 * have sessions: a key in the cookie is none.
 */
export function accessTokenOf(
  request: { method: string; headers: Headers },
  origin: string,
  { strict = false } = {},
): string | null {
  const { headers, method } = request
  const header = headers.get('authorization')
  if (header !== null) return /^Bearer ([\w.-]+)$/i.exec(header)?.[1] ?? null
  const cookie = parse(headers.get('cookie') ?? '', COOKIE)[COOKIE]
  const changes = strict || (method !== 'GET' && method !== 'HEAD')
  if (
    !cookie ||
    !isCompactToken(cookie) ||
    (changes && !isFromOwnPage(headers, new URL(origin).host))
  )
    return null
  return cookie
}
