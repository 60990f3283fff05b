import { apiKeys } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor, ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { recordAudit } from '../audit/record.ts'

/** At once and for good. @throws DomainError `not_found`, also for a key of somebody else unless by an administrator */
export async function revokeKey(
  ctx: Pick<ServiceContext, 'db' | 'now'> & { actor: Actor },
  { id }: { id: string },
): Promise<Record<string, never>> {
  const own = ctx.actor.role === 'admin' ? undefined : eq(apiKeys.createdBy, ctx.actor.id)
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt), own))
      .returning({ name: apiKeys.name, prefix: apiKeys.prefix })
    if (!row) throw new DomainError('not_found', 'There is no such key.')
    await recordAudit(ctx, tx, {
      ...{ action: 'api-key.revoke', subjectType: 'api-key', subjectId: id },
      detail: row,
    })
  })
  return {}
}
