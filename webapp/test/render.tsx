import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { createI18n } from '../app/i18n/create-i18n.ts'
import { loadTexts } from '../app/i18n/load-texts.ts'
import type { Language } from '../app/shared/domain/preferences.ts'

/** The markup of a component as a page in this language has it at first. */
export async function render(element: ReactNode, language: Language = 'tr'): Promise<string> {
  const i18n = createI18n(language, await loadTexts(language))
  return renderToStaticMarkup(<I18nextProvider i18n={i18n}>{element}</I18nextProvider>)
}
