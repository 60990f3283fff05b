import { z } from 'zod'
import { ChannelId, HostId } from '../ids.ts'
import { says } from '../messages/says.ts'

export const HistoryRange = z.enum(['5m', '1h', '24h', '7d', '30d'])
export type HistoryRange = z.infer<typeof HistoryRange>

/** One channel, one host, or with neither all together. */
export const HistoryInput = z
  .strictObject({
    channelId: ChannelId.optional(),
    hostId: HostId.optional(),
    range: HistoryRange.default('5m'),
  })
  .refine(({ channelId, hostId }) => !channelId || !hostId, {
    error: says('history-of-both'),
    path: ['hostId'],
  })
  .meta({
    examples: [{ range: '1h' }, { channelId: '00000000-0000-4000-8000-000000000000' }],
  })
export type HistoryInput = z.infer<typeof HistoryInput>

/** Figures over a range that ends at `until`, as columns of equal length, oldest first; null where nothing is known. */
export const History = z.object({
  stepSeconds: z.int().positive(),
  until: z.iso.datetime(),
  points: z.record(z.string(), z.array(z.number().nullable())),
})
export type History = z.infer<typeof History>
