import { z } from 'zod'
import { Instant } from '../ids.ts'
import { AUDIT_ACTIONS, AUDIT_DOORS, AUDIT_KINDS } from './audit-action.ts'

/** What is left out does not narrow. `before` is the `next` of the page before. */
export const ListAuditInput = z.strictObject({
  /** Part of the address of a person, or of the name of a key. */
  who: z.string().trim().max(200).optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  kind: z.enum(AUDIT_KINDS).optional(),
  /** Part of the name of what it was done to, as it was called then. */
  name: z.string().trim().max(200).optional(),
  /** Part of anything that the entry keeps, before and after included. */
  text: z.string().trim().max(200).optional(),
  /** The whole address of a client. */
  address: z.string().trim().max(64).optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListAuditInput = z.infer<typeof ListAuditInput>

/** That what these filters show was saved to a file, which is itself written down. */
export const AuditExportInput = ListAuditInput.omit({ before: true, limit: true }).extend({
  format: z.enum(['csv', 'jsonl']),
})
export type AuditExportInput = z.infer<typeof AuditExportInput>

export const AuditEntryView = z.object({
  id: z.uuid(),
  at: Instant,
  /** A person by e-mail address, with the key that acted for the person; null for the system itself. */
  who: z.string().nullable(),
  /** One of the closed list, or what an older release wrote down. */
  action: z.string(),
  kind: z.string(),
  subjectId: z.string().nullable(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  door: z.enum(AUDIT_DOORS).nullable(),
  /** Fields by name, as they were and became. */
  changed: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })),
  /** All else that was kept of it. */
  detail: z.record(z.string(), z.unknown()),
})
export type AuditEntryView = z.infer<typeof AuditEntryView>

/** Newest first. */
export const AuditList = z.object({ items: z.array(AuditEntryView), next: z.uuid().nullable() })
export type AuditList = z.infer<typeof AuditList>
