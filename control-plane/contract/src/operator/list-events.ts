import { z } from 'zod'
import { HostEventKind } from '../host/host-event.ts'
import { ChannelId, HostId } from '../ids.ts'

const Limit = z.coerce.number().int().min(1).max(500).default(100)

/** What is left out does not narrow. `before` and `after` are instants and exclude themselves. */
export const ListEventsInput = z.strictObject({
  channelId: ChannelId.optional(),
  hostId: HostId.optional(),
  kinds: z.array(HostEventKind).min(1).max(50).optional(),
  before: z.iso.datetime().optional(),
  after: z.iso.datetime().optional(),
  limit: Limit,
})
export type ListEventsInput = z.infer<typeof ListEventsInput>

export const ListChannelEventsInput = z.strictObject({ id: ChannelId, limit: Limit })
