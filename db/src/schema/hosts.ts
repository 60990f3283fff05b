import type { Capabilities, HostId } from '@cashbacktv/contract'
import { bigint, boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns.ts'

export const hosts = pgTable('hosts', {
  id: id().$type<HostId>(),
  name: text('name').notNull().unique('hosts_name_key'),
  /** Grows with every change that touches the host. */
  desiredRevision: bigint('desired_revision', { mode: 'number' }).notNull().default(1),
  /** Highest revision that a person confirmed although it stops many channels. */
  confirmedRevision: bigint('confirmed_revision', { mode: 'number' }),
  draining: boolean('draining').notNull().default(false),
  // JSON: what a host says of itself is the contract's, shown and compared whole, never joined.
  capabilities: jsonb('capabilities').$type<Capabilities>(),
  protocol: integer('protocol'),
  bootId: text('boot_id'),
  appliedRevision: bigint('applied_revision', { mode: 'number' }),
  lastSeenAt: instant('last_seen_at'),
  createdAt: createdAt(),
})
