import { type ErrorCode, type FieldProblem, inEnglish, type Message } from '@cashbacktv/contract'

/** Something that went wrong for a client, in a sentence that may be shown to it. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly details: FieldProblem[] | undefined
  /** For `rate_limited`: when to come back. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    details?: FieldProblem[],
    retryAfterSeconds?: number,
  ) {
    super(message)
    this.name = 'DomainError'
    this.code = code
    this.details = details
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Input that is wrong in one field; `path` is dotted. */
export function fieldError(path: string, said: string | Message): DomainError {
  const problem = typeof said === 'string' ? { path, message: said } : problemAt(path, said)
  return new DomainError('validation_failed', problem.message, [problem])
}

/** What is wrong with a field, with its sentence in English for readers without the catalogue. */
export function problemAt(path: string, said: Message): FieldProblem {
  return { path, ...said, message: inEnglish(said) }
}
