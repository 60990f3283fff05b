import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Which instance does what only one does at a time, by the clock of the database. It saves work, and guards nothing. */
export const leases = pgTable('leases', {
  name: text('name').primaryKey(),
  holder: uuid('holder').notNull(),
  expiresAt: instant('expires_at').notNull(),
})
