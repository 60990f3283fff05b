import { type JoinTokenView, messageOf } from '@cashbacktv/contract'
import { joinTokens, users } from '@cashbacktv/db'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { ChangeContext, ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'

/** The tokens with which a host may join at the moment, newest first. */
export async function listJoinTokens(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
): Promise<JoinTokenView[]> {
  const { id, label, createdAt, expiresAt } = joinTokens
  const rows = await ctx.db
    .select({ id, label, createdAt, expiresAt, createdBy: users.email })
    .from(joinTokens)
    .leftJoin(users, eq(users.id, joinTokens.createdBy))
    .where(and(isNull(joinTokens.usedAt), gt(expiresAt, ctx.now())))
    .orderBy(desc(createdAt), desc(id))
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }))
}

/**
 * No host joins with it from now on; a host that has joined with it stays.
 *
 * @throws DomainError `not_found`, also for one that is spent
 */
export async function revokeJoinToken(
  ctx: ChangeContext,
  { id }: { id: string },
): Promise<Record<string, never>> {
  return commitChange(ctx, async (tx) => {
    const [row] = await tx
      .delete(joinTokens)
      .where(and(eq(joinTokens.id, id), isNull(joinTokens.usedAt)))
      .returning({ label: joinTokens.label })
    if (!row) throw new DomainError('not_found', messageOf('join-token-missing'))
    const subject = { subjectType: 'host', subjectId: id } as const
    const audit: AuditEntry[] = [{ action: 'host.join-token-revoked', ...subject, detail: row }]
    return { result: {}, hosts: [], audit }
  })
}
