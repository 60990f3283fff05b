import { useMatches } from '@remix-run/react'
import type { ReactNode } from 'react'
import { patiently } from '../shared/away/patiently.ts'
import type { Language } from '../shared/domain/preferences.ts'
import { addPageTexts, type I18n } from './create-i18n.ts'
import { loadPageTexts } from './load-texts.ts'
import { useTranslation } from './use-translation.ts'

/** What is said by the first texts alone: the dashboard within its frame. */
const SPEAK_FIRST: readonly string[] = ['root', 'routes/frame', 'routes/home']

/** Holds a page back, and leaves the one before in sight, until its texts are here. */
export function PageTexts({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  const needsPages = needsPageTexts(useMatches().map(({ id }) => id))
  // What React waits for has to be thrown.
  if (needsPages && !hasPageTexts(i18n)) throw fetchPageTexts(i18n)
  return children
}

export function needsPageTexts(routeIds: readonly string[]): boolean {
  return !routeIds.every((id) => SPEAK_FIRST.includes(id))
}

/** Also for when nobody waits for them yet. One fetch a language, however often it is asked for. */
export function fetchPageTexts(i18n: I18n): Promise<void> {
  const { language } = i18n
  const known = coming.get(language)
  if (known) return known
  const fetched = patiently(() => loadPageTexts(language))().then((pages) => {
    addPageTexts(i18n, language, pages)
  })
  coming.set(language, fetched)
  return fetched
}

const coming = new Map<Language, Promise<void>>()

function hasPageTexts(i18n: I18n): boolean {
  return i18n.textsOf(i18n.language)?.pages != null
}
