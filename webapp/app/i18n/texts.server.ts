import { ENGLISH_WRITING } from '@cashbacktv/contract'
import { health } from '@cashbacktv/contract/health-in-english'
import { TURKISH } from '@cashbacktv/contract/in-turkish'
import type { Language } from '../shared/domain/preferences.ts'
import { en } from './en.ts'
import type { Texts } from './load-texts.ts'
import { tr } from './tr.ts'

/** Of every language, for pages that are made here; a browser loads its own. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: { translation: en, messages: { ...ENGLISH_WRITING, texts: health } },
  tr: { translation: tr, messages: TURKISH },
}
