import { ENGLISH_WRITING } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'
import { pagesInEnglish } from '@cashbacktv/contract/pages-in-english'
import type { Language } from '../shared/domain/preferences.ts'
import { en } from './en.ts'
import { enPages } from './en-pages.ts'
import type { PageTexts, Texts } from './texts.ts'
import { tr } from './tr.ts'
import { trPages } from './tr-pages.ts'

/** Of every language, for pages that are made here; a browser loads its own. */
export const TEXTS: Readonly<Record<Language, Texts & { pages: PageTexts }>> = {
  en: { first: en, pages: enPages, messages: { ...ENGLISH_WRITING, texts: pagesInEnglish } },
  tr: { first: tr, pages: trPages, messages: TURKISH },
}
