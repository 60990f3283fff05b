import { z } from 'zod'
import { ChannelId, Instant } from '../ids.ts'

/** For so long a deleted channel can be brought back as it was. */
export const RESTORABLE_HOURS = 24

/** A channel that was deleted and can still be brought back. */
export const DeletedChannel = z.object({
  id: ChannelId,
  name: z.string(),
  slug: z.string(),
  /** Whether it goes on air again when it is brought back. */
  desired: z.enum(['on', 'off']),
  deletedAt: Instant,
  deletedBy: z.string().nullable(),
  restorableUntil: Instant,
  /** Another channel has its slug now: it comes back only once that one gave it up. */
  slugTaken: z.boolean(),
})
export type DeletedChannel = z.infer<typeof DeletedChannel>

/** `GET /channels/deleted`, the last deleted first. */
export const DeletedChannelList = z.object({ items: z.array(DeletedChannel) })
export type DeletedChannelList = z.infer<typeof DeletedChannelList>
