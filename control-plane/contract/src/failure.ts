import { z } from 'zod'
import { MessageParamsOnWire } from './messages/message.ts'

/** The spec's four classes (section 8); each has its own restart policy. */
export const FailureClass = z.enum(['network', 'encoding', 'resource', 'fatal'])
export type FailureClass = z.infer<typeof FailureClass>

/**
 * Why something is not well: a message of the catalogue, and the same in English, already free of
 * secrets, for readers that do not know its code. Older agents and stored events have no params.
 */
export const Reason = z.object({
  class: FailureClass,
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  params: MessageParamsOnWire.optional(),
  message: z.string().max(1000),
})
export type Reason = z.infer<typeof Reason>
