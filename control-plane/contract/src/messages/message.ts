import { z } from 'zod'

/**
 * What a person is told, in no language yet. `params` are figures, names and other messages, by the
 * names that the texts of its code use; `null` where there is nothing to be said.
 */
export type AnyMessage = { code: string; params: MessageParams }
export type MessageParams = Readonly<Record<string, MessageParam>>
export type MessageParam = string | number | null | AnyMessage | readonly AnyMessage[]

const Plain = z.union([z.string().max(1000), z.number(), z.null()])

/** A message that has at most these levels of others in it: what comes from outside is bounded. */
const within = <T extends z.ZodType<MessageParam>>(param: T) => {
  const inner = z.object({ code: z.string().max(64), params: z.record(z.string().max(64), param) })
  return z.union([Plain, inner, z.array(inner).max(100)])
}

export const MessageParamsOnWire: z.ZodType<MessageParams> = z.record(
  z.string().max(64),
  within(within(Plain)),
)
