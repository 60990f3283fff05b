import type { UserId } from '@cashbacktv/contract'
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'

/** Who did what. The e-mail is kept as it was, so that it outlives the account. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: id(),
    at: instant('at').notNull().defaultNow(),
    actorId: uuid('actor_id').$type<UserId>(),
    actorEmail: text('actor_email'),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id'),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index('audit_entries_at_idx').on(table.at),
    index('audit_entries_subject_idx').on(table.subjectType, table.subjectId),
  ],
)
