import { messageOf } from '@cashbacktv/contract'
import { apiKeys } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor, ChangeContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'

/** At once and for good. @throws DomainError `not_found`, also for a key of somebody else unless by an administrator */
export async function revokeKey(
  ctx: ChangeContext & { actor: Actor },
  { id }: { id: string },
): Promise<Record<string, never>> {
  const own = ctx.actor.role === 'admin' ? undefined : eq(apiKeys.createdBy, ctx.actor.id)
  return commitChange(ctx, async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt), own))
      .returning({ name: apiKeys.name, prefix: apiKeys.prefix })
    if (!row) throw new DomainError('not_found', messageOf('key-missing'))
    const subject = { subjectType: 'api-key', subjectId: id } as const
    return { result: {}, hosts: [], audit: [{ action: 'api-key.revoke', ...subject, detail: row }] }
  })
}
