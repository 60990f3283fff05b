import type { ErrorCode, FieldProblem } from '@cashbacktv/contract'

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
export function fieldError(path: string, message: string): DomainError {
  return new DomainError('validation_failed', message, [{ path, message }])
}
