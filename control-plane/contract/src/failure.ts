import { z } from 'zod'

/** The spec's four classes (section 8); each has its own restart policy. */
export const FailureClass = z.enum(['network', 'encoding', 'resource', 'fatal'])
export type FailureClass = z.infer<typeof FailureClass>

/** Why something is not well: a code that screens translate, and a sentence that is already free of secrets. */
export const Reason = z.object({
  class: FailureClass,
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  message: z.string().max(1000),
})
export type Reason = z.infer<typeof Reason>
