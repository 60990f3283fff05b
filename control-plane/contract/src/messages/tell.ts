import type { Message, Told } from './catalogue.ts'
import { inEnglish } from './in-english.ts'

export function tell(message: Message): Told & Message {
  return { ...message, message: inEnglish(message) }
}
