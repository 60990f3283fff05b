import {
  type AuditEntryView,
  type AuditList,
  type ListAuditInput,
  readAuditEntry,
} from '@cashbacktv/contract'
import { auditEntries } from '@cashbacktv/db'
import { and, desc, eq, gte, ilike, lt, type SQL, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'

/** Who did what, newest first. A page goes on behind the entry that `before` names, which never changes. */
export async function listAudit(
  { db }: Pick<ServiceContext, 'db'>,
  { before, limit, ...filter }: ListAuditInput,
): Promise<AuditList> {
  const { at, id } = auditEntries
  const last = sql`(select last.at, last.id from ${auditEntries} last where last.id = ${before ?? null})`
  const rows = await db
    .select()
    .from(auditEntries)
    .where(and(...conditions(filter), before ? sql`(${at}, ${id}) < ${last}` : undefined))
    .orderBy(desc(at), desc(id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(auditView)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

function conditions(filter: Omit<ListAuditInput, 'before' | 'limit'>): (SQL | undefined)[] {
  const { who, action, kind, name, text, address, from, until } = filter
  const { actorEmail, subjectName, detail, at } = auditEntries
  return [
    who ? ilike(actorEmail, part(who)) : undefined,
    action ? eq(auditEntries.action, action) : undefined,
    kind ? eq(auditEntries.subjectType, kind) : undefined,
    name ? ilike(subjectName, part(name)) : undefined,
    text
      ? sql`concat_ws(' ', ${actorEmail}, ${subjectName}, ${detail}::text) ilike ${part(text)}`
      : undefined,
    address ? eq(auditEntries.address, address) : undefined,
    from ? gte(at, new Date(from)) : undefined,
    until ? lt(at, new Date(until)) : undefined,
  ]
}

function part(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

function auditView(row: typeof auditEntries.$inferSelect): AuditEntryView {
  const { id, action, subjectId, address, door, detail } = row
  const subject = { kind: row.subjectType, subjectId, name: row.subjectName }
  const who = { at: row.at.toISOString(), who: row.actorEmail, address, door }
  return readAuditEntry({ id, action, ...who, ...subject, detail })
}
