import { ENGLISH, type MessageTexts } from '@cashbacktv/contract'
import { TURKISH } from '@cashbacktv/contract/in-turkish'
import type { Context } from 'hono'
import { detectFromHeader } from 'hono/language'
import type { ApiEnv } from './api-env.ts'

const TEXTS: Readonly<Record<string, MessageTexts>> = { en: ENGLISH, tr: TURKISH }
const OPTIONS: Parameters<typeof detectFromHeader>[1] = {
  supportedLanguages: Object.keys(TEXTS),
  fallbackLanguage: 'en',
  ignoreCase: true,
  lookupFromHeaderKey: 'accept-language',
  order: ['header'],
  caches: false,
  lookupQueryString: '',
  lookupCookie: '',
  lookupFromPathIndex: 0,
}

/** The language a client would rather read, by its `Accept-Language`; English where it says none of ours. */
export function languageOf(c: Context<ApiEnv>): { tag: string; texts: MessageTexts } {
  const tag = detectFromHeader(c, OPTIONS) ?? OPTIONS.fallbackLanguage
  return { tag, texts: TEXTS[tag] ?? ENGLISH }
}
