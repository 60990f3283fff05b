import type { Language } from '../domain/preferences.ts'
import type { Translations } from './en.ts'

/** Only the language in use is loaded by a browser. */
export async function loadTexts(language: Language): Promise<Translations> {
  return language === 'tr' ? (await import('./tr.ts')).tr : (await import('./en.ts')).en
}
