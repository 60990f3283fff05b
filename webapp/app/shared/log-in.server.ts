import type { AppLoadContext } from '@remix-run/node'
import { DEVICE_COOKIE, readCookie } from '../../server/session-cookies.ts'
import { apiOf, loginCookies } from './api.server.ts'

/** A session, as cookies; or that a code is still to come, with what says that the password was right. */
type LoggedIn = { headers: Headers } | { step: string }

/** Logs in with what a form says: address and password, or afterwards the step and a code. */
export async function logIn(
  { request, context }: { request: Request; context: AppLoadContext },
  form: FormData,
  rememberMe: boolean,
): Promise<LoggedIn> {
  const { auth } = apiOf(context)
  const field = (name: string) => String(form.get(name) ?? '')
  const common = { rememberMe, deviceToken: readCookie(request, DEVICE_COOKIE) ?? undefined }
  if (form.has('step')) {
    const proof = { step: field('step'), code: field('code'), ...common }
    return { headers: loginCookies(context, await auth.finishLogin.mutate(proof), rememberMe) }
  }
  const begun = await auth.startLogin.mutate({
    ...{ email: field('email').trim(), password: field('password'), ...common },
  })
  if (begun.kind === 'code') return { step: begun.step }
  return { headers: loginCookies(context, begun.tokens, rememberMe) }
}
