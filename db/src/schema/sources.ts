import type { ChannelId, SourceId, SourceReading } from '@cashbacktv/contract'
import { sql } from 'drizzle-orm'
import { integer, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sealedJson, sealedText } from '../secrets/sealed-columns.ts'
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
    url: sealedText('url', 'sources.url').notNull(),
    reading: sealedJson<SourceReading>('reading', 'sources.reading')
      .notNull()
      .default(sql`'{}'::jsonb`),
  },
  (table) => [uniqueIndex('sources_channel_id_position_key').on(table.channelId, table.position)],
)
