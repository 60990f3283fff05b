import { useFetcher } from '@remix-run/react'
import { loadTexts } from '../i18n/load-texts.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { patiently } from './away/patiently.ts'
import { asLanguage } from './domain/preferences.ts'

/** Sets the theme or the language without leaving the page, which may hold what is not saved. */
export function usePreference(): (chosen: FormData) => Promise<void> {
  const fetcher = useFetcher()
  const { i18n } = useTranslation()
  return async (chosen) => {
    fetcher.submit(chosen, { method: 'post', action: '/preferences' })
    const language = asLanguage(chosen.get('language'))
    if (!language) return
    i18n.add(language, await patiently(() => loadTexts(language, true))())
    i18n.change(language)
  }
}
