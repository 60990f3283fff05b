import type {
  AlertRuleSettings,
  AlertTargetAddress,
  AlertTargetId,
  AlertTargetKind,
  AlertTargetSettings,
  DeliveryNews,
  DeliveryState,
  IncidentId,
  MaintenanceScope,
  Severity,
  Told,
} from '@cashbacktv/contract'
import { sql } from 'drizzle-orm'
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { sealedJson } from '../secrets/sealed-columns.ts'
import { createdAt, id, instant, updatedAt } from './columns.ts'
import { incidents } from './incidents.ts'

/** Who is told of incidents. */
export const alertTargets = pgTable('alert_targets', {
  id: id().$type<AlertTargetId>(),
  name: text('name').notNull().unique('alert_targets_name_key'),
  kind: text('kind').$type<AlertTargetKind>().notNull(),
  // JSON: read and written whole, no query looks into it.
  settings: jsonb('settings').$type<Omit<AlertTargetSettings, 'name'>>().notNull(),
  /** Carries secrets. */
  address: sealedJson<AlertTargetAddress>('address', 'alert_targets.address').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

/** How fast a target may be told: its token bucket, and until when it asked to be left alone. */
export const alertTargetFlows = pgTable('alert_target_flows', {
  targetId: uuid('target_id')
    .$type<AlertTargetId>()
    .primaryKey()
    .references(() => alertTargets.id, { onDelete: 'cascade' }),
  tokens: doublePrecision('tokens').notNull(),
  at: instant('at').notNull(),
  blockedUntil: instant('blocked_until'),
})

/** Messages to targets. Of an incident a target gets each news once, whoever writes. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    incidentId: uuid('incident_id')
      .$type<IncidentId>()
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    /** Null once the target was deleted: what was told outlives it. */
    targetId: uuid('target_id')
      .$type<AlertTargetId>()
      .references(() => alertTargets.id, { onDelete: 'set null' }),
    targetName: text('target_name').notNull(),
    kind: text('kind').$type<AlertTargetKind>().notNull(),
    news: text('news').$type<DeliveryNews>().notNull(),
    /** How bad the incident was when this was to be told. */
    severity: text('severity').$type<Severity>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    /** When a person had it tried again, from which its day counts anew. */
    retriedAt: instant('retried_at'),
    /** Not before; while it is being sent, when it counts as lost with its sender. */
    nextTryAt: instant('next_try_at').notNull(),
    /** The try under way: only who made it may say how it ended. */
    tryId: uuid('try_id'),
    settledAt: instant('settled_at'),
    // JSON: those of several recipients who have it already, as the target names them; only the others are told again.
    heardBy: jsonb('heard_by').$type<string[]>().notNull().default([]),
    problem: jsonb('problem').$type<Told>(),
  },
  (table) => [
    unique('deliveries_incident_id_target_id_news_key').on(
      table.incidentId,
      table.targetId,
      table.news,
    ),
    index('deliveries_waiting_idx').on(table.nextTryAt).where(sql`${table.state} = 'waiting'`),
    index('deliveries_created_at_idx').on(sql`${table.createdAt} desc`),
  ],
)

/** What operators set of rules; a rule without a row is as the product has it. */
export const alertRuleChanges = pgTable('alert_rule_changes', {
  rule: text('rule').primaryKey(),
  settings: jsonb('settings').$type<Partial<AlertRuleSettings>>().notNull(),
  updatedAt: updatedAt(),
})

export const maintenanceWindows = pgTable(
  'maintenance_windows',
  {
    id: id(),
    scope: jsonb('scope').$type<MaintenanceScope>().notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    note: text('note').notNull(),
    createdBy: text('created_by'),
    createdAt: createdAt(),
  },
  (table) => [index('maintenance_windows_ends_at_idx').on(table.endsAt)],
)
