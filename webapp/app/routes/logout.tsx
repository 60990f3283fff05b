import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { apiOf, logoutCookies } from '../shared/api.server.ts'

/** The cookies go even when the API is away; the session then ends with its tokens. */
export async function action({ context }: ActionFunctionArgs) {
  const refreshToken = context.session?.refreshToken
  if (refreshToken) {
    await apiOf(context)
      .auth.logout.mutate({ refreshToken })
      .catch(() => undefined)
  }
  return redirect('/login', { headers: logoutCookies(context) })
}

export function loader() {
  return redirect('/channels')
}
