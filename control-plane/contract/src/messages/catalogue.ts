import type { english } from './en.ts'
import type { AnyMessage, MessageParams } from './message.ts'

/** Every code that any part of the product can say. */
export type MessageCode = keyof typeof english

/** A message of the catalogue, made by `messageOf`, which holds its params to its texts. */
export type Message = { code: MessageCode; params: MessageParams }

/** A message on its way, with its sentence in English for a reader that does not know its code. */
export type Told = AnyMessage & { message: string }

/** What stands in braces: `{{name}}` a text, `{{name:kind}}` a value of a kind. */
type ParamTypes = {
  whole: number
  number: number
  two: number
  /** In thousands of what is given: megabytes as gigabytes. */
  thousands: number
  note: number | null
  message: Message
  list: readonly Message[]
  sentences: readonly Message[]
}
export type ParamKind = keyof ParamTypes

type ParamsIn<Text extends string> = Text extends `${string}{{${infer Param}}}${infer Rest}`
  ? ParamNamed<Param> & ParamsIn<Rest>
  : Readonly<Record<never, never>>
type ParamNamed<Param extends string> =
  Param extends `${infer Name}:${infer Kind extends ParamKind}`
    ? { readonly [N in Name]: ParamTypes[Kind] }
    : { readonly [N in Param]: string }

/** The params of a code, as its English text names them. */
export type ParamsOf<Code extends MessageCode> = ParamsIn<(typeof english)[Code]>

/** Codes whose texts have no params. */
export type PlainCode = {
  [Code in MessageCode]: [keyof ParamsOf<Code>] extends [never] ? Code : never
}[MessageCode]

/** What follows a code where a message is made: nothing where its texts have no params. */
export type ParamsArgument<Code extends MessageCode> = [keyof ParamsOf<Code>] extends [never]
  ? []
  : [params: ParamsOf<Code>]

export function messageOf<Code extends MessageCode>(
  code: Code,
  ...params: ParamsArgument<Code>
): Message
export function messageOf(code: MessageCode, params: MessageParams = {}): Message {
  return { code, params }
}
