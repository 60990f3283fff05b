import type { SessionTokens } from '@cashbacktv/contract'
import { type AppLoadContext, redirect } from '@remix-run/node'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import { boundAnswer } from '../../server/bound-answer.ts'
import { endSessionCookies, sessionCookies } from '../../server/session-cookies.ts'
import type { AppRouter } from './app-router.ts'
import { type ApiProblem, statusOfProblem, toApiProblem } from './domain/api-problem.ts'

export type Api = TRPCClient<AppRouter>

/** The API as the person of this request, or as nobody when nobody is logged in. */
export function apiOf(context: AppLoadContext): Api {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${context.apiBaseUrl}/trpc`,
        fetch: async (url, init) => {
          const request = new Request(url, { ...init, signal: init?.signal ?? null })
          return boundAnswer(await context.apiFetch(request))
        },
        headers: () => ({
          ...context.callerHeaders,
          ...(context.session ? { authorization: `Bearer ${context.session.accessToken}` } : {}),
        }),
      }),
    ],
  })
}

type Caller = { request: Request; context: AppLoadContext }

/** For loaders: a problem becomes the error page, a missing session the log-in page. */
export async function load<T>(caller: Caller, ask: (api: Api) => Promise<T>): Promise<T> {
  const result = await attempt(caller, ask)
  if (result.ok) return result.value
  throw Response.json(result.problem, { status: statusOfProblem(result.problem) })
}

export type Attempt<T> = { ok: true; value: T } | { ok: false; problem: ApiProblem }

/**
 * For actions: a problem is answered, for the form to show. A missing session is the log-in page, and
 * a second step that is required and missing the page where one is set up.
 */
export async function attempt<T>(
  { request, context }: Caller,
  ask: (api: Api) => Promise<T>,
): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await ask(apiOf(context)) }
  } catch (failure) {
    if (failure instanceof Response) throw failure
    const problem = toApiProblem(failure)
    if (problem.code === 'unavailable') context.outcome.apiAway = true
    if (problem.code === 'unauthenticated') {
      context.outcome.sessionEnded = true
      throw toLogin(request, context)
    }
    if (problem.messageCode === 'second-step-needed') throw toSetUp(request)
    return { ok: false, problem }
  }
}

export function loginCookies(
  context: AppLoadContext,
  tokens: SessionTokens,
  remember: boolean,
): Headers {
  return cookieHeaders(sessionCookies(tokens, { secure: context.secureCookies, remember }))
}

export function logoutCookies(context: AppLoadContext): Headers {
  return cookieHeaders(endSessionCookies(context.secureCookies))
}

/** The page to come back to. */
function pageOf({ url, method }: Request): { returnTo: string } {
  const { pathname, search } = new URL(url)
  const page = pathname.replace(/\.data$/, '').replace(/\/command$/, '')
  return { returnTo: method === 'GET' ? page + search : page }
}

function toSetUp(request: Request): Response {
  return redirect(`/second-step?${new URLSearchParams(pageOf(request))}`)
}

function toLogin(request: Request, context: AppLoadContext): Response {
  const query = new URLSearchParams(pageOf(request))
  if (context.session) query.set('ended', '1')
  // Where it could not be asked, the session may well be there still.
  const headers = context.outcome.apiAway ? new Headers() : logoutCookies(context)
  return redirect(`/login?${query}`, { headers })
}

function cookieHeaders(lines: string[]): Headers {
  const headers = new Headers()
  for (const line of lines) headers.append('set-cookie', line)
  return headers
}
