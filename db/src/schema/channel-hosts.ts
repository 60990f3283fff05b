import type { ChannelId, HostId } from '@cashbacktv/contract'
import { index, pgTable, uuid } from 'drizzle-orm/pg-core'
import { channels } from './channels.ts'
import { id, instant } from './columns.ts'
import { hosts } from './hosts.ts'

/**
 * On which hosts a channel was, and from when to when: of that time they may speak. Written by the
 * trigger `channels_remember_host`, so that no way of placing a channel can forget it.
 */
export const channelHosts = pgTable(
  'channel_hosts',
  {
    id: id(),
    channelId: uuid('channel_id')
      .$type<ChannelId>()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    hostId: uuid('host_id')
      .$type<HostId>()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    since: instant('since').notNull().defaultNow(),
    /** Null while it is there. */
    until: instant('until'),
  },
  (table) => [
    index('channel_hosts_channel_id_host_id_idx').on(table.channelId, table.hostId),
    index('channel_hosts_host_id_idx').on(table.hostId),
  ],
)
