import type {
  ChannelId,
  HostId,
  RecordingId,
  RecordingKind,
  WeeklyWindow,
} from '@cashbacktv/contract'
import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { sealedText } from '../secrets/sealed-columns.ts'
import { channels } from './channels.ts'
import { createdAt, id, instant } from './columns.ts'
import { hosts } from './hosts.ts'

/** What is recorded every week. */
export const recordingPlans = pgTable(
  'recording_plans',
  {
    id: id(),
    channelId: uuid('channel_id')
      .$type<ChannelId>()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull(),
    // JSON: it is read whole, and no query looks into it.
    weekly: jsonb('weekly').$type<WeeklyWindow>().notNull(),
    isExported: boolean('is_exported').notNull().default(false),
    /** The file is uploaded to the bucket of recordings. */
    isUploaded: boolean('is_uploaded').notNull().default(false),
    keepDays: integer('keep_days'),
    /** Begin of the last recording that it has become. */
    plannedUntil: instant('planned_until'),
    createdBy: text('created_by'),
    createdAt: createdAt(),
  },
  (table) => [index('recording_plans_channel_id_idx').on(table.channelId)],
)

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
    /** Of what it is one; null for what was asked for alone, or whose plan is no more. */
    planId: uuid('plan_id').references(() => recordingPlans.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    kind: text('kind').$type<RecordingKind>().notNull(),
    startsAt: instant('starts_at').notNull(),
    /** Null of a rolling one that runs. */
    endsAt: instant('ends_at'),
    rollingSeconds: integer('rolling_seconds'),
    isExported: boolean('is_exported').notNull().default(false),
    /** The file is uploaded to the bucket of recordings. */
    isUploaded: boolean('is_uploaded').notNull().default(false),
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
    index('recordings_plan_id_idx').on(table.planId),
    index('recordings_starts_at_idx').on(table.startsAt),
  ],
)
