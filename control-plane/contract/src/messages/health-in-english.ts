import { health } from './en/health.ts'
import { ENGLISH_WRITING } from './english-writing.ts'
import type { MessageTexts } from './render.ts'

/** All that an English page has to say by itself: what else it says comes in English from the API. */
export const HEALTH_IN_ENGLISH: MessageTexts = { ...ENGLISH_WRITING, texts: health }
