import type { ChannelAct, ChannelActDetail, OtherAct } from '@cashbacktv/contract'
import { auditEntries, type Db } from '@cashbacktv/db'
import type { Actor, ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/actor-name.ts'

type About = {
  subjectId: string | null
  /** When it is not the actor of the context. */
  actor?: Pick<Actor, 'id' | 'email' | 'key'> | null
}

/** What a person did, by what it was done to. Without secrets: addresses of sources are redacted by the caller. */
export type AuditEntry = About &
  (
    | { action: ChannelAct; subjectType: 'channel'; detail: ChannelActDetail }
    | {
        action: OtherAct
        subjectType:
          | 'logo'
          | 'settings'
          | 'user'
          | 'host'
          | 'session'
          | 'rollout'
          | 'preset'
          | 'api-key'
          | 'backup'
          | 'incident'
          | 'alert-target'
          | 'alert-rule'
          | 'maintenance'
          | 'delivery'
        detail?: Record<string, unknown>
      }
  )

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
