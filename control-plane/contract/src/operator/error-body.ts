import { z } from 'zod'
import { MessageParamsOnWire } from '../messages/message.ts'

/** One union of what can go wrong for a client; mapped to HTTP and tRPC in one place. */
export const ErrorCode = z.enum([
  'bad_request',
  'validation_failed',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'host_unreachable',
  'probe_failed',
  'unavailable',
  'internal',
])
export type ErrorCode = z.infer<typeof ErrorCode>

/** The HTTP status of each; the first of a status is what that status means by itself. */
export const STATUS_OF_ERROR = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  probe_failed: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  host_unreachable: 503,
} as const satisfies Record<ErrorCode, number>
export type ErrorStatus = (typeof STATUS_OF_ERROR)[ErrorCode]

/** What is wrong with one field: `path` is dotted, `sources.0.url`. */
export const FieldProblem = z.object({
  path: z.string(),
  message: z.string(),
  /** Of the message: its words change with the language and the version, this does not. */
  code: z.string(),
  /** Figures and names that the message speaks of. */
  params: MessageParamsOnWire,
})
export type FieldProblem = z.infer<typeof FieldProblem>

export const ErrorBody = z.object({
  error: z.object({
    /** What kind of error it is. */
    code: ErrorCode,
    message: z.string(),
    /** Which message it is, as `code` of a field is. */
    messageCode: z.string(),
    params: MessageParamsOnWire,
    details: z.array(FieldProblem).optional(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>
