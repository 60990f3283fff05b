import { cookieLine, readCookie } from '../../server/session-cookies.ts'
import { type Preferences, resolvePreferences } from './domain/preferences.ts'

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
  const options = { maxAge: YEAR_SECONDS, secure }
  return [
    ...(wanted.language ? [cookieLine(LANGUAGE_COOKIE, wanted.language, options)] : []),
    ...(wanted.theme ? [cookieLine(THEME_COOKIE, wanted.theme, options)] : []),
  ]
}
