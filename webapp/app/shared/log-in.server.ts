import type { AppLoadContext } from '@remix-run/node'
import { DEVICE_COOKIE, readCookie } from '../../server/session-cookies.ts'
import { apiOf, loginCookies } from './api.server.ts'

/**
 * A session, as cookies; or that a code is still to come, or a passkey of who has one, with what
 * says that the password was right.
 */
type LoggedIn = { headers: Headers } | { step: string; hasCode: boolean; hasPasskey: boolean }

/** Where passkeys count; null where they do not, or the server says nothing: passwords do without. */
export async function passkeySiteOf(context: AppLoadContext): Promise<string | null> {
  const site = await apiOf(context)
    .passkeys.site.query()
    .catch(() => null)
  return site?.site ?? null
}

/** Logs in with what a form says: address and password, afterwards the step and a code, or a passkey. */
export async function logIn(
  { request, context }: { request: Request; context: AppLoadContext },
  form: FormData,
  rememberMe: boolean,
): Promise<LoggedIn> {
  const { auth, passkeys } = apiOf(context)
  const field = (name: string) => String(form.get(name) ?? '')
  const common = { rememberMe, deviceToken: readCookie(request, DEVICE_COOKIE) ?? undefined }
  if (form.has('shown')) {
    const step = field('step')
    const proof = { shown: JSON.parse(field('shown')), ...(step ? { step } : {}), ...common }
    return { headers: loginCookies(context, await passkeys.finishLogin.mutate(proof), rememberMe) }
  }
  if (form.has('step')) {
    const proof = { step: field('step'), code: field('code'), ...common }
    return { headers: loginCookies(context, await auth.finishLogin.mutate(proof), rememberMe) }
  }
  const begun = await auth.startLogin.mutate({
    email: field('email').trim(),
    password: field('password'),
    ...common,
  })
  if (begun.kind === 'code') {
    const { step, hasCode, hasPasskey } = begun
    return { step, hasCode, hasPasskey }
  }
  return { headers: loginCookies(context, begun.tokens, rememberMe) }
}
