import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { ACCESS_COOKIE, isRemembered, readCookie } from '../../server/session-cookies.ts'
import { apiOf, loginCookies, logoutCookies } from '../shared/api.server.ts'
import { toApiProblem } from '../shared/domain/api-problem.ts'

/**
 * For scripts of a page that were told that the session has run out. A session whose access cookie
 * is gone was renewed at the door already; one that still has it was refused and is renewed here.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { session } = context
  if (!session) return over(logoutCookies(context))
  if (!readCookie(request, ACCESS_COOKIE)) return Response.json({ ok: true })
  if (!session.refreshToken) return over(logoutCookies(context))
  try {
    const tokens = await apiOf(context).auth.refresh.mutate({ refreshToken: session.refreshToken })
    const headers = loginCookies(context, tokens, isRemembered(request))
    return Response.json({ ok: true }, { headers })
  } catch (failure) {
    const { code } = toApiProblem(failure)
    if (code === 'unauthenticated') return over(logoutCookies(context))
    return Response.json({ ok: false }, { status: 503 })
  }
}

export function loader() {
  return redirect('/channels')
}

function over(headers: Headers): Response {
  return Response.json({ ok: false }, { status: 401, headers })
}
