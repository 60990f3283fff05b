import type { ChannelId, HostId } from '@cashbacktv/contract'
import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { channels } from './channels.ts'
import { hosts } from './hosts.ts'

/**
 * On which hosts a channel was ever placed: those may speak of it. Written by the trigger
 * `channels_remember_host`, so that no way of placing a channel can forget it.
 */
export const channelHosts = pgTable(
  'channel_hosts',
  {
    channelId: uuid('channel_id')
      .$type<ChannelId>()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    hostId: uuid('host_id')
      .$type<HostId>()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.hostId] })],
)
