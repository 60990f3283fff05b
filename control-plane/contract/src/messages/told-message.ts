import { z } from 'zod'
import { MessageParamsOnWire } from './message.ts'

/** A message of the catalogue on its way, with its sentence in English for a reader without the code. */
export const ToldMessage = z.object({
  code: z.string(),
  params: MessageParamsOnWire,
  message: z.string(),
})
export type ToldMessage = z.infer<typeof ToldMessage>
