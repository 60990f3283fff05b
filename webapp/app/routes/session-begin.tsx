import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { DEVICE_COOKIE, isRemembered, readCookie } from '../../server/session-cookies.ts'
import { apiOf, loginCookies } from '../shared/api.server.ts'
import { statusOfProblem, toApiProblem } from '../shared/domain/api-problem.ts'

/** For a page whose session has ended: logs the person in again without leaving it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const rememberMe = isRemembered(request)
  try {
    const tokens = await apiOf(context).auth.login.mutate({
      email: String(form.get('email') ?? ''),
      password: String(form.get('password') ?? ''),
      rememberMe,
      deviceToken: readCookie(request, DEVICE_COOKIE) ?? undefined,
    })
    return Response.json({ ok: true }, { headers: loginCookies(context, tokens, rememberMe) })
  } catch (failure) {
    const problem = toApiProblem(failure)
    return Response.json({ error: problem }, { status: statusOfProblem(problem) })
  }
}

export function loader() {
  return redirect('/login')
}
