import { timestamp, uuid } from 'drizzle-orm/pg-core'

/** Primary key made by the database. */
export const id = () => uuid('id').primaryKey().defaultRandom()

/** An instant with its zone, as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const createdAt = () => instant('created_at').notNull().defaultNow()

export const updatedAt = () =>
  instant('updated_at')
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date())
