import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** The figures of a channel, a host or all hosts over one step of the longest range of charts. */
export const history = pgTable(
  'history',
  {
    /** The id of the channel or of the host, or 'all'. No foreign key: rows age out by themselves. */
    subject: text('subject').notNull(),
    /** Where the step begins. */
    at: instant('at').notNull(),
    // JSON: one number or null a column of the chart, always read whole.
    figures: jsonb('figures').$type<Record<string, number | null>>().notNull(),
  },
  // The first reads a chart, the second removes what is too old.
  (table) => [
    primaryKey({ columns: [table.subject, table.at] }),
    index('history_at_idx').on(table.at),
  ],
)
