import type { ChannelId, GroupId, HostId, PlaybackEnds, Restream } from '@cashbacktv/contract'
import { readStoredSettings, type StoredSettings } from '@cashbacktv/contract'
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sealedJson } from '../secrets/sealed-columns.ts'
import { channelGroups } from './channel-groups.ts'
import { createdAt, id, instant, updatedAt } from './columns.ts'
import { hosts } from './hosts.ts'

const settingsColumn = customType<{ data: StoredSettings; driverData: object | string }>({
  dataType: () => 'jsonb',
  toDriver: (settings) => JSON.stringify(settings),
  fromDriver: (stored) => readStoredSettings(Object(stored)),
})

export const channels = pgTable(
  'channels',
  {
    id: id().$type<ChannelId>(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    on: boolean('on').notNull().default(false),
    restartGeneration: integer('restart_generation').notNull().default(0),
    // JSON: every setting that no query sorts or joins by. A new one needs no migration.
    settings: settingsColumn('settings').notNull(),
    /** Where it is sent besides. The addresses carry stream keys. */
    restreams: sealedJson<Restream[]>('restreams', 'channels.restreams'),
    hostId: uuid('host_id')
      .$type<HostId>()
      .references(() => hosts.id, { onDelete: 'set null' }),
    /** Placed by a person: placement leaves it where it is. */
    pinned: boolean('pinned').notNull().default(false),
    /** To start although its host has no room, as a person said with its last start. */
    startAnyway: boolean('start_anyway').notNull().default(false),
    priority: integer('priority').notNull().default(50),
    /** Null until signed addresses of it have been ended. */
    playbackEnds: jsonb('playback_ends').$type<PlaybackEnds>(),
    /** Who may see it: one without a group is seen by those alone who are limited to none. */
    groupId: uuid('group_id')
      .$type<GroupId>()
      .references(() => channelGroups.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
  },
  (table) => [
    // A deleted channel gives its slug back.
    uniqueIndex('channels_slug_key').on(table.slug).where(sql`${table.deletedAt} is null`),
    index('channels_host_id_idx').on(table.hostId),
    index('channels_group_id_idx').on(table.groupId),
    // Pages of the list, in its order.
    index('channels_name_id_idx').on(table.name, table.id).where(sql`${table.deletedAt} is null`),
  ],
)

/** A part of the settings, for a condition: `settingAt('logo', 'assetId')` is the text at that place. */
export function settingAt(setting: keyof StoredSettings, field: string): SQL<string | null> {
  return sql`${channels.settings} #>> ${`{${setting},${field}}`}::text[]`
}

/** Whether the logo of a channel or one of its layers is this picture. */
export function showsPicture(assetId: SQLWrapper | string): SQL<boolean> {
  const layer = sql`jsonb_build_object('assetId', ${assetId}::text)`
  const layers = sql`coalesce(${channels.settings} -> 'layers', '[]'::jsonb)`
  return sql`(${settingAt('logo', 'assetId')} = ${assetId}::text or ${layers} @> jsonb_build_array(${layer}))`
}

/** The settings with some of them written anew; the others stay as they are stored. */
export function withSettings(change: Partial<StoredSettings>): SQL<StoredSettings> {
  return sql`${channels.settings} || ${JSON.stringify(change)}::jsonb`
}
