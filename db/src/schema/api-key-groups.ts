import type { GroupId } from '@cashbacktv/contract'
import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { apiKeys } from './api-keys.ts'
import { channelGroups } from './channel-groups.ts'

/** The groups that a key reaches whose `reach` is `groups`. */
export const apiKeyGroups = pgTable(
  'api_key_groups',
  {
    keyId: uuid('key_id')
      .notNull()
      .references(() => apiKeys.id, { onDelete: 'cascade' }),
    groupId: uuid('group_id')
      .$type<GroupId>()
      .notNull()
      .references(() => channelGroups.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.groupId] }),
    index('api_key_groups_group_id_idx').on(table.groupId),
  ],
)
