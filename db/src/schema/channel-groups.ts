import type { GroupId } from '@cashbacktv/contract'
import { sql } from 'drizzle-orm'
import { pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, id, updatedAt } from './columns.ts'

/** Channels of one brand or customer. Who is limited to which is in `user-groups.ts` and `api-key-groups.ts`. */
export const channelGroups = pgTable(
  'channel_groups',
  {
    id: id().$type<GroupId>(),
    name: text('name').notNull(),
    note: text('note').notNull().default(''),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex('channel_groups_name_key').on(sql`lower(${table.name})`)],
)
