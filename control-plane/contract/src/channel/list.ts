import { z } from 'zod'
import { HealthLevel } from '../health/health-level-schema.ts'
import { GroupId } from '../ids.ts'
import { ChannelStatus, ChannelView } from './view.ts'

/** Query of `GET /channels`; numbers arrive as text there. */
export const ListChannelsInput = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(50),
  search: z.string().max(200).optional(),
  status: ChannelStatus.optional(),
  /** What its viewers get, by the one verdict. */
  level: HealthLevel.optional(),
  groupId: GroupId.optional(),
})
export type ListChannelsInput = z.infer<typeof ListChannelsInput>

export const ChannelList = z.object({ items: z.array(ChannelView), total: z.int().nonnegative() })
export type ChannelList = z.infer<typeof ChannelList>
