import { randomUUID } from 'node:crypto'
import type { ErrorBody, ErrorCode, FieldProblem } from '@cashbacktv/contract'
import { fieldProblems } from '@cashbacktv/contract'
import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { DomainError } from '../domain/errors.ts'
import { isDatabaseAway } from './database-away.ts'

export const STATUS_OF = {
  bad_request: 400,
  validation_failed: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  host_unreachable: 503,
  probe_failed: 422,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>

export type ErrorStatus = (typeof STATUS_OF)[ErrorCode]

export type DescribedError = {
  status: ErrorStatus
  error: ErrorBody['error']
  retryAfterSeconds: number | undefined
  /** Set for what is a fault of ours: it is in the log under this id, and only there. */
  faultId: string | null
}

/** The one place where what went wrong becomes what a client is told. What is not ours stays hidden. */
export function describeError(thrown: unknown): DescribedError {
  const cause = thrown instanceof TRPCError ? (thrown.cause ?? thrown) : thrown
  if (cause instanceof DomainError) {
    return described(cause.code, cause.message, cause.details, cause.retryAfterSeconds)
  }
  if (cause instanceof ZodError && thrown instanceof TRPCError && thrown.code === 'BAD_REQUEST') {
    return described('validation_failed', 'Some fields are not valid.', fieldProblems(cause))
  }
  if (isDatabaseAway(cause)) {
    return described('unavailable', 'The database does not answer. Try again in a moment.', [], 5)
  }
  if (thrown instanceof TRPCError) {
    const code = CODE_OF[thrown.code]
    if (code) return described(code, MESSAGE_OF[code] ?? 'This cannot be done.')
  }
  const faultId = randomUUID()
  const message = `Something went wrong on the server. Its log has more under ${faultId}.`
  return { ...described('internal', message), faultId }
}

function described(
  code: ErrorCode,
  message: string,
  details?: FieldProblem[],
  retryAfterSeconds?: number,
): DescribedError {
  const error = { code, message, ...(details?.length ? { details } : {}) }
  return { status: STATUS_OF[code], error, retryAfterSeconds, faultId: null }
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

const MESSAGE_OF: Partial<Record<ErrorCode, string>> = {
  bad_request: 'The request cannot be read.',
  not_found: 'There is nothing here.',
}
