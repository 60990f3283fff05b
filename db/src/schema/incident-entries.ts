import type { IncidentEntry, IncidentId } from '@cashbacktv/contract'
import { bigint, index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { incidents } from './incidents.ts'

type Written<E> = E extends { kind: string } ? Omit<E, 'id' | 'at'> : never

/** What is written down of an incident; what is told and what hosts do is read where it is kept. */
export type WrittenEntry = Written<Exclude<IncidentEntry, { kind: 'told' } | { kind: 'happened' }>>

export const incidentEntries = pgTable(
  'incident_entries',
  {
    number: bigint('number', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    incidentId: uuid('incident_id')
      .$type<IncidentId>()
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    // JSON: a closed union of the contract, shown whole.
    entry: jsonb('entry').$type<WrittenEntry>().notNull(),
  },
  (table) => [index('incident_entries_incident_id_idx').on(table.incidentId, table.number)],
)
