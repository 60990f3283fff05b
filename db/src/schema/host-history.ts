import type { HostId } from '@cashbacktv/contract'
import { index, integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** The figures of a host and of all its channels over one step, written once by the instance that heard them. */
export const hostHistory = pgTable(
  'host_history',
  {
    /** No foreign key: rows age out by themselves. */
    hostId: uuid('host_id').$type<HostId>().notNull(),
    /** One of the lengths of step that charts have. */
    stepSeconds: integer('step_seconds').notNull(),
    /** Where the step begins. */
    at: instant('at').notNull(),
    /** Reports that are in it: of two instances that heard parts of a step the one with more counts. */
    samples: integer('samples').notNull(),
    // JSON: one number or null a column of the charts, in their order, always read whole.
    host: jsonb('host').$type<(number | null)[]>().notNull(),
    /** The same by the id of the channel; PostgreSQL keeps it packed, apart from the row. */
    channels: jsonb('channels').$type<Record<string, (number | null)[]>>().notNull(),
  },
  // The first reads a chart, the second that of all hosts and what is too old.
  (table) => [
    primaryKey({ columns: [table.hostId, table.stepSeconds, table.at] }),
    index('host_history_step_seconds_at_idx').on(table.stepSeconds, table.at),
  ],
)
