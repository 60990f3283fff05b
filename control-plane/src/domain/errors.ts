import {
  type ErrorCode,
  type FieldProblem,
  type Message,
  type MessageParams,
  type Told,
  tell,
} from '@cashbacktv/contract'

/** A message of the catalogue; one of a host of another version brings its sentence along. */
type Said = Message | (Omit<Told, 'params'> & { params?: MessageParams | undefined })
type More = {
  /** The fields that are wrong. */
  details?: readonly FieldProblem[]
  /** For what passes: when to come back. */
  retryAfterSeconds?: number | undefined
}

/** Something that went wrong for a client, in a message that may be shown to it. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly said: Told
  readonly details: readonly FieldProblem[]
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, said: Said, { details = [], retryAfterSeconds }: More = {}) {
    const told = toldOf(said)
    super(told.message)
    this.name = 'DomainError'
    this.code = code
    this.said = told
    this.details = details
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** What is wrong because of one field; `path` is dotted. */
export function errorAt(path: string, code: ErrorCode, said: Said): DomainError {
  return new DomainError(code, said, { details: [problemAt(path, said)] })
}

/** What is wrong with a field; `path` is dotted. */
export function problemAt(path: string, said: Said): FieldProblem {
  return { path, ...toldOf(said) }
}

/** Input that is wrong in one field; `path` is dotted. */
export function fieldError(path: string, said: Said): DomainError {
  return errorAt(path, 'validation_failed', said)
}

function toldOf(said: Said): Told {
  if (!('message' in said)) return tell(said)
  const { code, params = {}, message } = said
  return { code, params, message }
}
