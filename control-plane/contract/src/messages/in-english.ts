import type { Message, MessageCode } from './catalogue.ts'
import { english } from './en.ts'
import { ENGLISH_WRITING } from './english-writing.ts'
import { type MessageTexts, renderMessage } from './render.ts'

export const ENGLISH: MessageTexts = { ...ENGLISH_WRITING, texts: english }

export function isMessageCode(code: string): code is MessageCode {
  return Object.hasOwn(english, code)
}

/** For logs, REST and readers without languages of their own. */
export function inEnglish(message: Message): string {
  return renderMessage(ENGLISH, message) ?? message.code
}
