import { clientNetwork } from '@cashbacktv/contract'
import { createRequestHandler } from '@remix-run/server-runtime'
import { Hono } from 'hono'
import type { SecureHeadersVariables } from 'hono/secure-headers'
import { answerForScript } from './answer-for-script.ts'
import type { WebappContext, WebappLog } from './load-context.ts'
import { builtPages, type Pages } from './pages.ts'
import { renewOverApi, resolveSession, shareRenewals } from './resolve-session.ts'
import { isSameOrigin } from './same-origin.ts'
import { headersOfPages } from './security-headers.ts'
import { type IsLoggedIn, takeForm } from './take-form.ts'

export type WebappOptions = {
  /** Answers requests for the API. */
  apiFetch: (request: Request) => Promise<Response>
  /** Origin the API's requests are made with, e.g. `http://127.0.0.1:3000`. */
  apiBaseUrl: string
  /** True where browsers come over HTTPS. */
  secureCookies: boolean
  log: WebappLog
  /** What is served; the build when not given. */
  pages?: Pages
}
export type Webapp = {
  /** `address` is that of the browser, which counts for the limits of log-ins; what it writes of itself is not believed. */
  fetch(request: Request, address?: string | null): Promise<Response>
}

type Door = {
  Bindings: { address: string | null }
  Variables: SecureHeadersVariables
}

/** The web app as a function from request to response. Throws when it is not built. */
export function createWebapp(options: WebappOptions): Webapp {
  const pages = options.pages ?? builtPages()
  const page = answerPages(options, pages)
  const app = new Hono<Door>()
    .use(pages.files)
    .use(headersOfPages(options.secureCookies, pages.mode))
    .all('*', (c) =>
      isSameOrigin(c.req.raw)
        ? page(c.req.raw, c.env.address, c.get('secureHeadersNonce') ?? '')
        : c.text('Cross-site request refused', 403),
    )
  // Whoever serves the web app knows what to do with an error nobody expected.
  app.onError((error) => {
    throw error
  })
  return { fetch: async (request, address = null) => app.fetch(request, { address }) }
}

type AnswerPage = (request: Request, address: string | null, nonce: string) => Promise<Response>

function answerPages(options: WebappOptions, { load, mode }: Pages): AnswerPage {
  const handle = createRequestHandler(load, mode)
  const renew = shareRenewals(renewOverApi(options.apiFetch, options.apiBaseUrl))
  const isLoggedIn = askWhoIsThere(options)
  return async (request, address, nonce) => {
    const callerHeaders = headersOfCaller(request, address)
    const { session, setCookies, isAway } = await resolveSession(request, {
      renew: (refreshToken) => renew(refreshToken, callerHeaders),
      secure: options.secureCookies,
    })
    const outcome = { apiAway: isAway === true, sessionEnded: false }
    const context: WebappContext = { ...options, nonce, session, callerHeaders, outcome }
    const form = await takeForm(request, session, isLoggedIn, clientNetwork(address, 48))
    const answered = await handle(form.request, context).finally(form.release)
    return finish(answerForScript(request, outcome) ?? answered, setCookies)
  }
}

/** Whether a session is one, as the API says. */
function askWhoIsThere({ apiFetch, apiBaseUrl }: WebappOptions): IsLoggedIn {
  return async ({ accessToken }) => {
    const headers = { authorization: `Bearer ${accessToken}` }
    const asked = new Request(`${apiBaseUrl}/api/v1/auth/me`, { headers })
    return apiFetch(asked).then(
      ({ ok }) => ok,
      () => false,
    )
  }
}

function headersOfCaller(request: Request, address: string | null): Record<string, string> {
  const userAgent = request.headers.get('user-agent')
  return {
    ...(address ? { 'x-forwarded-for': address } : {}),
    ...(userAgent ? { 'user-agent': userAgent } : {}),
  }
}

/** Cookies a route sets itself (log in, log out) win over a renewal of the same request. */
function finish(response: Response, setCookies: string[]): Response {
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  const own = new Set(response.headers.getSetCookie().map(cookieName))
  for (const line of setCookies) {
    if (!own.has(cookieName(line))) response.headers.append('set-cookie', line)
  }
  return response
}

function cookieName(line: string): string {
  return line.slice(0, line.indexOf('='))
}
