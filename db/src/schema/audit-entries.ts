import type { AuditDoor, UserId } from '@cashbacktv/contract'
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'

/**
 * Who did what, from where. Names are kept as they were, so that they outlive what they name. Entries
 * are only ever added: triggers refuse everything else, but the retention in `tidy`.
 */
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
    /** What it was done to, as it was called then; null where it has no name. */
    subjectName: text('subject_name'),
    /** Address of the client; null for entries of before it was kept, and for what came from no client. */
    address: text('address'),
    door: text('door').$type<AuditDoor>(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index('audit_entries_at_id_idx').on(table.at, table.id),
    index('audit_entries_action_idx').on(table.action, table.at, table.id),
    index('audit_entries_subject_idx').on(table.subjectType, table.subjectId),
  ],
)
