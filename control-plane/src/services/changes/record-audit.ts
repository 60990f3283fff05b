import type { AuditAction } from '@cashbacktv/contract'
import { auditEntries, type Db } from '@cashbacktv/db'
import type { Actor, ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/actor-name.ts'

export type AuditEntry = {
  action: AuditAction
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
  actor?: Pick<Actor, 'id' | 'email' | 'key'> | null
}

/** Writes down what a person did, in the transaction of what was done. */
export async function recordAudit(
  ctx: Pick<ServiceContext, 'actor' | 'now'>,
  tx: Db,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const at = ctx.now()
  await tx.insert(auditEntries).values(
    entries.map(({ action, subjectType, subjectId, detail = {}, actor = ctx.actor }) => ({
      ...{ at, actorId: actor?.id ?? null, actorEmail: actor && actorName(actor) },
      ...{ action, subjectType, subjectId, detail },
    })),
  )
}
