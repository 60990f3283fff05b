import { z } from 'zod'
import { keysOf } from '../keys-of.ts'
import { MessageParamsOnWire } from '../messages/message.ts'
import { STATUS_OF_ERROR } from './error-status.ts'

export const ErrorCode = z.enum(keysOf(STATUS_OF_ERROR))
export type ErrorCode = z.infer<typeof ErrorCode>

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
