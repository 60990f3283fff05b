import type { SessionTokens } from '@cashbacktv/contract'

export const ACCESS_COOKIE = 'cbtv_access'
export const REFRESH_COOKIE = 'cbtv_refresh'
const REMEMBER_COOKIE = 'cbtv_remember'
const REMEMBERED_SECONDS = 30 * 86_400
/** The access cookie goes this much before its token, so that no request leaves with a stale one. */
const EARLY_SECONDS = 15

type CookieOptions = { secure: boolean; maxAgeSeconds?: number }

/** `Set-Cookie` lines for a new or renewed session. Without `remember` they end with the browser. */
export function sessionCookies(
  tokens: Pick<SessionTokens, 'accessToken' | 'refreshToken' | 'expiresInSeconds'>,
  { secure, remember }: { secure: boolean; remember: boolean },
): string[] {
  const accessSeconds = Math.max(1, tokens.expiresInSeconds - EARLY_SECONDS)
  const lasting = remember ? { maxAgeSeconds: REMEMBERED_SECONDS } : {}
  const lines = [
    cookieLine(ACCESS_COOKIE, tokens.accessToken, { secure, maxAgeSeconds: accessSeconds }),
    cookieLine(REFRESH_COOKIE, tokens.refreshToken, { secure, ...lasting }),
  ]
  return remember ? [...lines, cookieLine(REMEMBER_COOKIE, '1', { secure, ...lasting })] : lines
}

export function endSessionCookies(secure: boolean): string[] {
  return [ACCESS_COOKIE, REFRESH_COOKIE, REMEMBER_COOKIE].map((name) =>
    cookieLine(name, '', { secure, maxAgeSeconds: 0 }),
  )
}

export function isRemembered(request: Request): boolean {
  return readCookie(request, REMEMBER_COOKIE) === '1'
}

/** Value of a cookie of the request, null when it is not there. */
export function readCookie(request: Request, name: string): string | null {
  const header = request.headers.get('cookie') ?? ''
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null
  }
  return null
}

function cookieLine(name: string, value: string, options: CookieOptions): string {
  const age = options.maxAgeSeconds === undefined ? '' : `; Max-Age=${options.maxAgeSeconds}`
  const secure = options.secure ? '; Secure' : ''
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${age}${secure}`
}
