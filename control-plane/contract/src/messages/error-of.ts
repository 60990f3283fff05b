import type { ErrorBody, ErrorCode } from '../operator/error-body.ts'
import type { Message } from './catalogue.ts'
import { tell } from './tell.ts'

/** The body of an error that is about no field, its sentence in English. */
export function errorOf(code: ErrorCode, said: Message): ErrorBody['error'] {
  const { code: messageCode, params, message } = tell(said)
  return { code, message, messageCode, params }
}
