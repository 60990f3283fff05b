import type { GroupId, UserId } from '@cashbacktv/contract'
import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { channelGroups } from './channel-groups.ts'
import { users } from './users.ts'

/** The groups that a person reaches whose `reach` is `groups`. */
export const userGroups = pgTable(
  'user_groups',
  {
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    groupId: uuid('group_id')
      .$type<GroupId>()
      .notNull()
      .references(() => channelGroups.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.groupId] }),
    index('user_groups_group_id_idx').on(table.groupId),
  ],
)
