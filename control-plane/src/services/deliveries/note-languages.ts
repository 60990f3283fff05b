import { ENGLISH, type MessageTexts } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'

/** Languages of targets, with how each writes dates. */
export const NOTE_LANGUAGES: Readonly<Record<'en' | 'tr', MessageTexts & { tag: string }>> = {
  en: { ...ENGLISH, tag: 'en-GB' },
  tr: { ...TURKISH, tag: 'tr-TR' },
}
