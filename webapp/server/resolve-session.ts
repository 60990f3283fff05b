import { isCompactToken, SessionTokens } from '@cashbacktv/contract'
import type { SessionTokenPair } from './load-context.ts'
import {
  ACCESS_COOKIE,
  endSessionCookies,
  isRemembered,
  REFRESH_COOKIE,
  readCookie,
  sessionCookies,
} from './session-cookies.ts'

const Renewed = SessionTokens.omit({ user: true })
type Renewed = Omit<SessionTokens, 'user'>
type Renewal = { kind: 'renewed'; tokens: Renewed } | { kind: 'refused' } | { kind: 'unavailable' }
export type Renew = (
  refreshToken: string,
  callerHeaders?: Record<string, string>,
) => Promise<Renewal>
export type ResolvedSession = {
  session: SessionTokenPair | null
  setCookies: string[]
  /** Whether there is a session could not be asked. */
  isAway?: true
}

/**
 * The session of a request, renewed when its access token has run out. Renewing happens here, once
 * a request, because refresh tokens rotate: two loaders using the same one would look like theft. A key of
 * a program opens no pages, wherever it is put.
 */
export async function resolveSession(
  request: Request,
  options: { renew: Renew; secure: boolean },
): Promise<ResolvedSession> {
  const accessToken = readCookie(request, ACCESS_COOKIE)
  const refreshToken = readCookie(request, REFRESH_COOKIE)
  if (accessToken && isCompactToken(accessToken)) {
    return { session: { accessToken, refreshToken }, setCookies: [] }
  }
  if (!refreshToken) return { session: null, setCookies: [] }
  const renewal = await options.renew(refreshToken)
  if (renewal.kind === 'unavailable') return { session: null, setCookies: [], isAway: true }
  if (renewal.kind === 'refused') {
    return { session: null, setCookies: endSessionCookies(options.secure) }
  }
  const { tokens } = renewal
  return {
    session: { accessToken: tokens.accessToken, refreshToken: tokens.refreshToken },
    setCookies: sessionCookies(tokens, { secure: options.secure, remember: isRemembered(request) }),
  }
}

/** Requests that leave together with the same refresh token share one renewal for `shareMs`. */
export function shareRenewals(renew: Renew, shareMs = 20_000): Renew {
  const running = new Map<string, Promise<Renewal>>()
  return (refreshToken, callerHeaders) => {
    const known = running.get(refreshToken)
    if (known) return known
    const renewal = renew(refreshToken, callerHeaders).then((result) => {
      if (result.kind !== 'renewed') running.delete(refreshToken)
      return result
    })
    running.set(refreshToken, renewal)
    setTimeout(() => running.delete(refreshToken), shareMs).unref()
    return renewal
  }
}

/** Renews over the REST surface of the API. */
export function renewOverApi(
  apiFetch: (request: Request) => Promise<Response>,
  apiBaseUrl: string,
): Renew {
  return async (refreshToken, callerHeaders) => {
    try {
      const response = await apiFetch(
        new Request(`${apiBaseUrl}/api/v1/auth/refresh`, {
          method: 'POST',
          headers: { ...callerHeaders, 'content-type': 'application/json' },
          body: JSON.stringify({ refreshToken }),
        }),
      )
      if (response.ok) return { kind: 'renewed', tokens: Renewed.parse(await response.json()) }
      // Who asks too much is logged in all the same.
      const isBusy = response.status >= 500 || response.status === 429
      return { kind: isBusy ? 'unavailable' : 'refused' }
    } catch {
      return { kind: 'unavailable' }
    }
  }
}
