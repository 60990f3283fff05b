import type {
  AnyMessage,
  Healing,
  HostId,
  IncidentCause,
  IncidentId,
  Reason,
  Severity,
} from '@cashbacktv/contract'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'

/** Alerts that share a cause. Of a key at most one is open, whoever writes. */
export const incidents = pgTable(
  'incidents',
  {
    id: id().$type<IncidentId>(),
    key: text('key').notNull(),
    cause: jsonb('cause').$type<IncidentCause>().notNull(),
    said: jsonb('said').$type<AnyMessage>().notNull(),
    /** The worst that it has been. */
    severity: text('severity').$type<Severity>().notNull(),
    flapping: boolean('flapping').notNull().default(false),
    maintenance: boolean('maintenance').notNull().default(false),
    since: instant('since').notNull(),
    openedAt: instant('opened_at').notNull(),
    /** From when on targets are told: alerts of the same cause are gathered until then. */
    tellFrom: instant('tell_from').notNull(),
    lastRaisedAt: instant('last_raised_at').notNull(),
    overAt: instant('over_at'),
    healing: text('healing').$type<Healing>(),
    channels: integer('channels').notNull(),
    channelsEver: integer('channels_ever').notNull(),
    viewers: integer('viewers').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedNote: text('acknowledged_note'),
    mutedUntil: instant('muted_until'),
    /** Grows with every change of it. */
    edition: bigint('edition', { mode: 'number' }).notNull().default(1),
  },
  (table) => [
    uniqueIndex('incidents_open_key').on(table.key).where(sql`${table.overAt} is null`),
    index('incidents_opened_at_idx').on(sql`${table.openedAt} desc`),
    // How often the same came and went of late.
    index('incidents_key_over_at_idx').on(table.key, table.overAt),
  ],
)

/** One rule broken by one channel or host; raised at most once at a time, whoever writes. */
export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    incidentId: uuid('incident_id')
      .$type<IncidentId>()
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    rule: text('rule').notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    subjectKind: text('subject_kind').$type<'channel' | 'host'>().notNull(),
    // No foreign keys: what happened outlives what it happened to.
    subjectId: uuid('subject_id').notNull(),
    subjectName: text('subject_name').notNull(),
    /** Where a channel was. */
    hostId: uuid('host_id').$type<HostId>(),
    reason: jsonb('reason').$type<Reason>(),
    since: instant('since').notNull(),
    raisedAt: instant('raised_at').notNull(),
    clearedAt: instant('cleared_at'),
    healing: text('healing').$type<Healing>(),
  },
  (table) => [
    uniqueIndex('alerts_raised_key')
      .on(table.rule, table.subjectId)
      .where(sql`${table.clearedAt} is null`),
    index('alerts_incident_id_idx').on(table.incidentId),
    index('alerts_subject_id_idx').on(table.subjectId),
    index('alerts_host_id_idx').on(table.hostId),
  ],
)
