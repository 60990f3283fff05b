import type { SessionTokens } from '@cashbacktv/contract'
import { type CookieOptions, parse, serialize } from 'hono/utils/cookie'

export const ACCESS_COOKIE = 'cbtv_access'
export const REFRESH_COOKIE = 'cbtv_refresh'
export const DEVICE_COOKIE = 'cbtv_device'
const REMEMBER_COOKIE = 'cbtv_remember'
const REMEMBERED_SECONDS = 30 * 86_400
const DEVICE_SECONDS = 180 * 86_400
/** The access cookie goes this much before its token, so that no request leaves with a stale one. */
const EARLY_SECONDS = 15

/** `Set-Cookie` lines for a new or renewed session. Without `remember` they end with the browser. */
export function sessionCookies(
  tokens: Omit<SessionTokens, 'user'>,
  { secure, remember }: { secure: boolean; remember: boolean },
): string[] {
  const maxAge = Math.max(1, tokens.expiresInSeconds - EARLY_SECONDS)
  const lasting = remember ? { secure, maxAge: REMEMBERED_SECONDS } : { secure }
  const lines = [
    hiddenCookie(ACCESS_COOKIE, tokens.accessToken, { secure, maxAge }),
    hiddenCookie(REFRESH_COOKIE, tokens.refreshToken, lasting),
  ]
  if (remember) lines.push(hiddenCookie(REMEMBER_COOKIE, '1', lasting))
  // Outlives the session: it says that somebody has logged in here, and opens nothing.
  const { deviceToken } = tokens
  if (!deviceToken) return lines
  return [...lines, hiddenCookie(DEVICE_COOKIE, deviceToken, { secure, maxAge: DEVICE_SECONDS })]
}

export function endSessionCookies(secure: boolean): string[] {
  return [ACCESS_COOKIE, REFRESH_COOKIE, REMEMBER_COOKIE].map((name) =>
    hiddenCookie(name, '', { secure, maxAge: 0 }),
  )
}

export function isRemembered(request: Request): boolean {
  return readCookie(request, REMEMBER_COOKIE) === '1'
}

/** Value of a cookie of the request, null when it is not there. */
export function readCookie(request: Request, name: string): string | null {
  return parse(request.headers.get('cookie') ?? '', name)[name] || null
}

/** A `Set-Cookie` line of the whole site that comes along when a link elsewhere is followed. */
export function cookieLine(name: string, value: string, options: CookieOptions): string {
  return serialize(name, value, { path: '/', sameSite: 'Lax', ...options })
}

/** One that scripts cannot read. */
export function hiddenCookie(name: string, value: string, options: CookieOptions): string {
  return cookieLine(name, value, { httpOnly: true, ...options })
}
