import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { safeReturnTo } from '../features/shell/domain/return-to.ts'
import { asLanguage, asTheme } from '../shared/domain/preferences.ts'
import { preferenceCookies } from '../shared/preferences.server.ts'

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
