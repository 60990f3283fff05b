import type { MessageTexts } from '@cashbacktv/contract'
import { createInstance, type InitOptions, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../shared/domain/preferences.ts'
import type { Translations } from './en.ts'
import type { Texts } from './load-texts.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Translations }
  }
}

/** An i18next of its own for one request or one browser, holding one language. */
export function createI18n(language: Language, texts: Texts): i18n {
  const instance = createInstance()
  const options: InitOptions = {
    lng: language,
    resources: {},
    interpolation: { escapeValue: false },
    initAsync: false,
    returnEmptyString: false,
  }
  void instance.use(initReactI18next).init(options)
  addTexts(instance, language, texts)
  return instance
}

/** From then on the language can be changed to. */
export function addTexts(instance: i18n, language: Language, texts: Texts): void {
  instance.addResourceBundle(language, 'translation', texts.translation)
  instance.addResourceBundle(language, MESSAGES, texts.messages)
}

/** The texts of the catalogue in the page's language. */
export function messagesOf(instance: i18n): MessageTexts {
  return instance.getResourceBundle(instance.language, MESSAGES)
}

const MESSAGES = 'messages'
