import type { MessageTexts } from '@cashbacktv/contract'
import type { Language } from '../shared/domain/preferences.ts'
import type { Translations } from './en.ts'

/** Of one language. English needs no `messages`: the API sends them in English already. */
export type Texts = { translation: Translations; messages: MessageTexts | null }

/** Only the language in use is loaded by a browser. */
export async function loadTexts(language: Language): Promise<Texts> {
  if (language === 'en') return { translation: (await import('./en.ts')).en, messages: null }
  const [{ tr }, { TURKISH }] = await Promise.all([
    import('./tr.ts'),
    import('@cashbacktv/contract/in-turkish'),
  ])
  return { translation: tr, messages: TURKISH }
}
