import { auditEntries, type Db } from '@cashbacktv/db'
import type { Actor, ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/actor-name.ts'

export type AuditEntry = {
  action: string
  subjectType:
    | 'channel'
    | 'logo'
    | 'settings'
    | 'user'
    | 'host'
    | 'session'
    | 'rollout'
    | 'preset'
    | 'api-key'
    | 'backup'
  subjectId: string | null
  /** Without secrets: addresses of sources are redacted by the caller. */
  detail?: Record<string, unknown>
  /** When it is not the actor of the context. */
  actor?: Pick<Actor, 'id' | 'email' | 'key'>
}

/** Writes down what a person did, in the transaction of what was done. */
export async function recordAudit(
  ctx: Pick<ServiceContext, 'actor' | 'now'>,
  tx: Db,
  entry: AuditEntry,
): Promise<void> {
  const actor = entry.actor ?? ctx.actor
  await tx.insert(auditEntries).values({
    at: ctx.now(),
    actorId: actor?.id ?? null,
    actorEmail: actor ? actorName(actor) : null,
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    detail: entry.detail ?? {},
  })
}
