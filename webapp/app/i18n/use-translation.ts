import { createContext, useContext } from 'react'
import type { Translation } from './create-i18n.ts'

export const TranslationContext = createContext<Translation | null>(null)

/** The texts of the page's language: `t` says one, `i18n` knows the language. */
export function useTranslation(): Translation {
  const translation = useContext(TranslationContext)
  if (!translation) throw new Error('There are no texts outside of the I18nProvider.')
  return translation
}
