import type { Message, PlainCode } from './catalogue.ts'

/** The `error` of a schema, as a code: whoever tells a person renders it. */
export function says(code: PlainCode): PlainCode {
  return code
}

/** What an issue of zod's carries, where its message has params. */
export function saying(message: Message): { message: string; params: { said: Message } } {
  return { message: message.code, params: { said: message } }
}
