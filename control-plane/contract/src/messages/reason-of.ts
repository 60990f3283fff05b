import type { FailureClass, Reason } from '../failure.ts'
import type { MessageCode, ParamsArgument } from './catalogue.ts'
import { inEnglish } from './in-english.ts'
import type { MessageParams } from './message.ts'

/** As long as a reason's sentence may be on the wire, in characters. */
const LONGEST = 1000

/** Why something is not well, with its sentence in English for logs and for readers without the code. */
export function reasonOf<Code extends MessageCode>(
  kind: FailureClass,
  code: Code,
  ...params: ParamsArgument<Code>
): Reason
export function reasonOf(
  kind: FailureClass,
  code: MessageCode,
  params: MessageParams = {},
): Reason {
  return { class: kind, code, params, message: inEnglish({ code, params }).slice(0, LONGEST) }
}
