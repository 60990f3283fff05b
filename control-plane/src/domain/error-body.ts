import { ENGLISH, type ErrorBody, type MessageTexts, renderOr } from '@cashbacktv/contract'
import type { DomainError } from './errors.ts'

/** What went wrong as a client is told, its sentences in one language beside the codes. */
export function errorBody(
  error: DomainError,
  language: MessageTexts = ENGLISH,
): ErrorBody['error'] {
  const { code, said, details } = error
  return {
    code,
    message: renderOr(language, said),
    messageCode: said.code,
    params: said.params,
    ...(details.length > 0
      ? { details: details.map((one) => ({ ...one, message: renderOr(language, one) })) }
      : {}),
  }
}
