import { createInstance, type InitOptions, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../domain/preferences.ts'
import type { Translations } from './en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Translations }
  }
}

/** An i18next of its own for one request or one browser, holding one language. */
export function createI18n(language: Language, texts: Translations): i18n {
  const instance = createInstance()
  const options: InitOptions = {
    lng: language,
    resources: { [language]: { translation: texts } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnEmptyString: false,
  }
  void instance.use(initReactI18next).init(options)
  return instance
}
