import { z } from 'zod'
import { MessageParamsOnWire } from '../messages/message.ts'

/**
 * What a person should know of a source as it is to be put out. `blocks`: it cannot work at all;
 * `degrades`: it goes on air, and many players cannot play it; `tells`: it is as it is.
 */
export const SourceWarning = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  params: MessageParamsOnWire,
  level: z.enum(['blocks', 'degrades', 'tells']),
  /** In English, with what to do. */
  message: z.string().max(500),
})
export type SourceWarning = z.infer<typeof SourceWarning>
