import { ENGLISH_WRITING, type MessageTexts } from '@cashbacktv/contract'
import type { Language } from '../shared/domain/preferences.ts'
import type { Translations } from './en.ts'

/** Of one language. `messages` in English are those that the API does not send in English already. */
export type Texts = { translation: Translations; messages: MessageTexts }

/** Only the language in use is loaded by a browser. */
export async function loadTexts(language: Language): Promise<Texts> {
  if (language === 'en') {
    const [{ en }, { health }] = await Promise.all([
      import('./en.ts'),
      import('@cashbacktv/contract/health-in-english'),
    ])
    return { translation: en, messages: { ...ENGLISH_WRITING, texts: health } }
  }
  const [{ tr }, { TURKISH }] = await Promise.all([
    import('./tr.ts'),
    import('@cashbacktv/contract/in-turkish'),
  ])
  return { translation: tr, messages: TURKISH }
}
