import { readCookie } from '../../server/session-cookies.ts'
import { type Preferences, resolvePreferences } from '../domain/preferences.ts'

const LANGUAGE_COOKIE = 'cbtv_language'
const THEME_COOKIE = 'cbtv_theme'
const YEAR_SECONDS = 365 * 86_400

export function preferencesOf(request: Request): Preferences {
  return resolvePreferences(
    { language: readCookie(request, LANGUAGE_COOKIE), theme: readCookie(request, THEME_COOKIE) },
    request.headers.get('accept-language'),
  )
}

export function preferenceCookies(wanted: Partial<Preferences>, secure: boolean): string[] {
  const attributes = `Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}${secure ? '; Secure' : ''}`
  return [
    ...(wanted.language ? [`${LANGUAGE_COOKIE}=${wanted.language}; ${attributes}`] : []),
    ...(wanted.theme ? [`${THEME_COOKIE}=${wanted.theme}; ${attributes}`] : []),
  ]
}
