import type { ChannelId, SourceId, SourceReading } from '@cashbacktv/contract'
import { integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
    /** Read and written whole; no query looks into it. */
    reading: jsonb('reading').$type<SourceReading>().notNull().default({}),
  },
  (table) => [uniqueIndex('sources_channel_id_position_key').on(table.channelId, table.position)],
)
