import { z } from 'zod'
import { Instant } from '../ids.ts'
import { AUDIT_ACTIONS, AUDIT_KINDS } from './audit-action.ts'
import { AUDIT_DEEDS, auditCommon } from './audit-deeds.ts'

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

/** What this version does not know, or another version kept in another form: nothing of it is left out. */
const OtherDeed = z.object({
  ...auditCommon,
  action: z.literal('other'),
  /** The action as it was written down. */
  written: z.string(),
  kind: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

/** An entry of the audit, a union by `action`. */
export const AuditEntryView = z.discriminatedUnion('action', [...AUDIT_DEEDS, OtherDeed])
export type AuditEntryView = z.infer<typeof AuditEntryView>

type Deed = z.infer<(typeof AUDIT_DEEDS)[number]>
type Written<D> = D extends { action: infer A; kind: infer K; detail: infer T }
  ? { action: A; subjectType: K } & (Record<string, never> extends T
      ? { detail?: T }
      : { detail: T })
  : never

/** What is to be written down of a deed: `detail` with what changed among it, and without secrets. */
export type AuditDeed = Written<Deed>

type Stored = Omit<z.infer<typeof OtherDeed>, 'action' | 'written' | 'changed'> & { action: string }

/** What is stored, as far as this version knows it. */
export function readAuditEntry(stored: Stored): AuditEntryView {
  const { changed, ...detail } = stored.detail
  const entry = { ...stored, changed: Changed.parse(changed), detail }
  const { data } = AuditEntryView.safeParse(entry)
  return data ?? { ...entry, action: 'other', written: stored.action }
}

/** An older release wrote it down otherwise, or not at all. */
const Changed = auditCommon.changed.catch({})

/** Newest first. */
export const AuditList = z.object({ items: z.array(AuditEntryView), next: z.uuid().nullable() })
export type AuditList = z.infer<typeof AuditList>
