import type { Capabilities, HostId } from '@cashbacktv/contract'
import { bigint, boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns.ts'

/** Which agents introduced themselves as one host of late, and whether two of them are alive. */
export type AgentsHeard = {
  /** Each once, by its last word; the newest is the last. `at` is ISO 8601. */
  recent: { agentId: string | null; bootId: string; at: string }[]
  /** ISO 8601. Since when that has been so, and when it showed last. */
  proof: { since: string; at: string } | null
}

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
  // JSON: a few instants, written and read whole.
  agentsHeard: jsonb('agents_heard').$type<AgentsHeard>(),
  appliedRevision: bigint('applied_revision', { mode: 'number' }),
  lastSeenAt: instant('last_seen_at'),
  createdAt: createdAt(),
})
