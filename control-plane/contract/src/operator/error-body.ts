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

/** What is wrong with one field: `path` is dotted, `sources.0.url`. */
export const FieldProblem = z.object({
  path: z.string(),
  message: z.string(),
  /** Of the message in the catalogue, or of the reason a host gave: its words may change, this does not. */
  code: z.string().optional(),
  params: MessageParamsOnWire.optional(),
})
export type FieldProblem = z.infer<typeof FieldProblem>

export const ErrorBody = z.object({
  error: z.object({
    code: ErrorCode,
    message: z.string(),
    details: z.array(FieldProblem).optional(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>
