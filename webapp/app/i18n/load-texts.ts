import { ENGLISH_WRITING } from '@cashbacktv/contract'
import type { Language } from '../shared/domain/preferences.ts'
import type { PageTexts, Texts } from './texts.ts'

/** Only the language in use is loaded by a browser; the texts of pages when one of them is shown. */
export async function loadTexts(language: Language, withPages: boolean): Promise<Texts> {
  const pages = withPages ? loadPageTexts(language) : null
  if (language === 'en') {
    const { en, pagesInEnglish } = await import('./en.ts')
    return {
      first: en,
      pages: await pages,
      messages: { ...ENGLISH_WRITING, texts: pagesInEnglish },
    }
  }
  const [{ tr }, { TURKISH }] = await Promise.all([
    import('./tr.ts'),
    import('@cashbacktv/contract/in-turkish'),
  ])
  return { first: tr, pages: await pages, messages: TURKISH }
}

export async function loadPageTexts(language: Language): Promise<PageTexts> {
  return language === 'en'
    ? (await import('./en-pages.ts')).enPages
    : (await import('./tr-pages.ts')).trPages
}
