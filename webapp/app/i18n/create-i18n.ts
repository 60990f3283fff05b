import type { MessageTexts } from '@cashbacktv/contract'
import type { Language } from '../shared/domain/preferences.ts'
import type { PageTexts, Texts } from './texts.ts'
import { nodeAt, type TextTree, type Translate, textAt, type Values } from './translate.ts'

export type I18n = ReturnType<typeof createI18n>
/** What a component says things by; another object once the language is another. */
export type Translation = { t: Translate; i18n: I18n }

/** The language of one request or one browser, and its texts as far as they are here. */
export function createI18n(first: Language, texts: Texts) {
  const known = new Map<Language, Texts>([[first, texts]])
  const listeners = new Set<() => void>()
  let language = first
  const i18n = {
    get language() {
      return language
    },
    textsOf: (wanted: Language) => known.get(wanted),
    /** From then on the language can be changed to. */
    add(added: Language, its: Texts) {
      known.set(added, its)
    },
    change(next: Language) {
      language = next
      translation = speak()
      for (const listener of listeners) listener()
    },
    translation: (): Translation => translation,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
  const speak = (): Translation => ({ t: speaking(language, () => known.get(language)), i18n })
  let translation = speak()
  return i18n
}

/** The texts of the catalogue in the page's language. */
export function messagesOf(i18n: I18n): MessageTexts {
  const texts = i18n.textsOf(i18n.language)
  if (!texts) throw new Error(`There are no texts in ${i18n.language}.`)
  return texts.messages
}

export function addPageTexts(i18n: I18n, language: Language, pages: PageTexts): void {
  const texts = i18n.textsOf(language)
  if (texts) i18n.add(language, { ...texts, pages })
}

function speaking(language: Language, current: () => Texts | undefined): Translate {
  const plurals = new Intl.PluralRules(language)
  const trees = (): TextTree[] => {
    const { first, pages } = current() ?? {}
    return [first, pages].flatMap((tree) => tree ?? [])
  }
  function t(key: string, values: Values | { returnObjects: true } = {}) {
    for (const tree of trees()) {
      const found =
        'returnObjects' in values ? nodeAt(tree, key) : textAt(tree, key, values, plurals)
      if (found !== null) return found
    }
    return 'defaultValue' in values ? (values.defaultValue ?? key) : key
  }
  return t as Translate
}
