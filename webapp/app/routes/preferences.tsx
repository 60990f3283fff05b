import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { asLanguage, asTheme } from '../domain/preferences.ts'
import { safeReturnTo } from '../domain/return-to.ts'
import { preferenceCookies } from '../lib/preferences.server.ts'

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const language = asLanguage(form.get('language'))
  const theme = asTheme(form.get('theme'))
  const headers = new Headers()
  const wanted = { ...(language ? { language } : {}), ...(theme ? { theme } : {}) }
  for (const line of preferenceCookies(wanted, context.secureCookies)) {
    headers.append('set-cookie', line)
  }
  return redirect(safeReturnTo(form.get('back')), { headers })
}

export function loader() {
  return redirect('/settings')
}
