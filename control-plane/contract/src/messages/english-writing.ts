import type { MessageTexts } from './render.ts'

/** How English writes figures and lists. Apart from its texts, so that a page can take some of them. */
export const ENGLISH_WRITING: Omit<MessageTexts, 'texts'> = { decimal: '.', separator: ', ' }
