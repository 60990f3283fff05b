import type { ChannelId, HostEventKind, HostHappening, HostId } from '@cashbacktv/contract'
import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { hosts } from './hosts.ts'

/** What happened on hosts. (host, number) makes a repeated delivery harmless. */
export const events = pgTable(
  'events',
  {
    id: id(),
    /** Null once the host was deleted: what happened outlives it. */
    hostId: uuid('host_id')
      .$type<HostId>()
      .references(() => hosts.id, { onDelete: 'set null' }),
    number: bigint('number', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    kind: text('kind').$type<HostEventKind>().notNull(),
    /** No foreign key: what happened outlives the channel it happened to. */
    channelId: uuid('channel_id').$type<ChannelId>(),
    // JSON: a closed union of the contract, shown whole.
    happening: jsonb('happening').$type<HostHappening>().notNull(),
  },
  (table) => [
    unique('events_host_id_number_key').on(table.hostId, table.number),
    // The timeline of a channel, and the newest of everything.
    index('events_channel_id_at_idx').on(table.channelId, sql`${table.at} desc`),
    index('events_at_idx').on(sql`${table.at} desc`),
  ],
)
