import type {
  ChannelId,
  ChannelSpec,
  HlsSettings,
  HostId,
  LogoInput,
  OutputInput,
  Schedule,
} from '@cashbacktv/contract'
import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant, updatedAt } from './columns.ts'
import { hosts } from './hosts.ts'

// JSON columns hold values of the contract that are always read and written whole.
export const channels = pgTable(
  'channels',
  {
    id: id().$type<ChannelId>(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    on: boolean('on').notNull().default(false),
    restartGeneration: integer('restart_generation').notNull().default(0),
    logo: jsonb('logo').$type<LogoInput>(),
    output: jsonb('output').$type<OutputInput>().notNull(),
    hls: jsonb('hls').$type<HlsSettings>().notNull(),
    slate: jsonb('slate').$type<ChannelSpec['slate']>().notNull(),
    dvr: jsonb('dvr').$type<ChannelSpec['dvr']>().notNull(),
    schedule: jsonb('schedule').$type<Schedule>(),
    limits: jsonb('limits').$type<ChannelSpec['limits']>().notNull(),
    hostId: uuid('host_id')
      .$type<HostId>()
      .references(() => hosts.id, { onDelete: 'set null' }),
    /** Placed by a person: placement leaves it where it is. */
    pinned: boolean('pinned').notNull().default(false),
    /** To start although its host has no room, as a person said with its last start. */
    startAnyway: boolean('start_anyway').notNull().default(false),
    autoRestart: boolean('auto_restart').notNull().default(true),
    priority: integer('priority').notNull().default(50),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
  },
  (table) => [
    // A deleted channel gives its slug back.
    uniqueIndex('channels_slug_key').on(table.slug).where(sql`${table.deletedAt} is null`),
    index('channels_host_id_idx').on(table.hostId),
  ],
)
