import { randomUUID } from 'node:crypto'
import {
  type ErrorCode,
  type ErrorStatus,
  fieldProblems,
  messageOf,
  type PlainCode,
  STATUS_OF_ERROR,
} from '@cashbacktv/contract'
import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { DomainError } from '../domain/errors.ts'
import { isDatabaseAway } from './database-away.ts'

export type DescribedError = {
  status: ErrorStatus
  error: DomainError
  /** Set for what is a fault of ours: it is in the log under this id, and only there. */
  faultId: string | null
}

/** The one place where what went wrong becomes what a client is told. What is not ours stays hidden. */
export function describeError(thrown: unknown): DescribedError {
  const error = knownError(thrown)
  if (error) return { status: STATUS_OF_ERROR[error.code], error, faultId: null }
  const faultId = randomUUID()
  const fault = new DomainError('internal', messageOf('server-fault', { id: faultId }))
  return { status: STATUS_OF_ERROR.internal, error: fault, faultId }
}

function knownError(thrown: unknown): DomainError | null {
  const cause = thrown instanceof TRPCError ? (thrown.cause ?? thrown) : thrown
  if (cause instanceof DomainError) return cause
  if (cause instanceof ZodError && thrown instanceof TRPCError && thrown.code === 'BAD_REQUEST') {
    const details = fieldProblems(cause)
    return new DomainError('validation_failed', messageOf('fields-invalid'), { details })
  }
  if (isDatabaseAway(cause)) {
    return new DomainError('unavailable', messageOf('database-away'), { retryAfterSeconds: 5 })
  }
  const code = thrown instanceof TRPCError ? CODE_OF[thrown.code] : undefined
  return code ? new DomainError(code, messageOf(MESSAGE_OF[code] ?? 'cannot-be-done')) : null
}

const CODE_OF: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'bad_request',
  BAD_REQUEST: 'bad_request',
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  METHOD_NOT_SUPPORTED: 'bad_request',
  PAYLOAD_TOO_LARGE: 'payload_too_large',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_media_type',
  TOO_MANY_REQUESTS: 'rate_limited',
}

const MESSAGE_OF: Partial<Record<ErrorCode, PlainCode>> = {
  bad_request: 'request-unreadable',
  not_found: 'nothing-here',
}
