import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createI18n } from '../app/i18n/create-i18n.ts'
import { I18nProvider } from '../app/i18n/i18n-provider.tsx'
import { loadTexts } from '../app/i18n/load-texts.ts'
import type { Language } from '../app/shared/domain/preferences.ts'

/** The markup of a component as a page in this language has it at first. */
export async function render(element: ReactNode, language: Language = 'tr'): Promise<string> {
  const i18n = createI18n(language, await loadTexts(language, true))
  return renderToStaticMarkup(<I18nProvider i18n={i18n}>{element}</I18nProvider>)
}
