import type { ChannelId, SourceId } from '@cashbacktv/contract'
import { integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { channels } from './channels.ts'
import { id } from './columns.ts'

/** Where a channel comes from, in order of preference. The address may carry a secret. */
export const sources = pgTable(
  'sources',
  {
    id: id().$type<SourceId>(),
    channelId: uuid('channel_id')
      .$type<ChannelId>()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    url: text('url').notNull(),
  },
  (table) => [uniqueIndex('sources_channel_id_position_key').on(table.channelId, table.position)],
)
