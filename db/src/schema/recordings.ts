import type { ChannelId, HostId, RecordingId, RecordingKind } from '@cashbacktv/contract'
import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { sealedText } from '../secrets/sealed-columns.ts'
import { channels } from './channels.ts'
import { createdAt, id, instant } from './columns.ts'
import { hosts } from './hosts.ts'

/** What is kept of channels beyond what their viewers can go back to. */
export const recordings = pgTable(
  'recordings',
  {
    id: id().$type<RecordingId>(),
    channelId: uuid('channel_id')
      .$type<ChannelId>()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** Where it lies: the channel may be elsewhere by now. It goes with its host. */
    hostId: uuid('host_id')
      .$type<HostId>()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    kind: text('kind').$type<RecordingKind>().notNull(),
    startsAt: instant('starts_at').notNull(),
    /** Null of a rolling one that runs. */
    endsAt: instant('ends_at'),
    rollingSeconds: integer('rolling_seconds'),
    isExported: boolean('is_exported').notNull().default(false),
    /** Days after its end; null for as long as nobody deletes it. */
    keepDays: integer('keep_days'),
    /** Part of its addresses. */
    key: sealedText('key', 'recordings.key').notNull(),
    createdBy: text('created_by'),
    createdAt: createdAt(),
  },
  (table) => [
    index('recordings_host_id_idx').on(table.hostId),
    index('recordings_channel_id_idx').on(table.channelId),
    index('recordings_starts_at_idx').on(table.startsAt),
  ],
)
