import type { SessionTokens } from '@cashbacktv/contract'
import { type Db, sessions, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { recordAudit } from '../audit/record.ts'
import { hashRefreshToken, issueSession, revokeFamily } from './sessions.ts'

/**
 * Two tabs may renew with the same token at the same moment, and an answer may be lost on its way:
 * for so long a spent token still gets a successor. Later it counts as stolen.
 */
export const REFRESH_GRACE_MS = 20_000

/**
 * Spends a refresh token for a new pair. A token that was spent before ends its whole family.
 *
 * @throws DomainError `unauthenticated`
 */
export async function refresh(
  ctx: RequestContext,
  { refreshToken }: { refreshToken: string },
): Promise<SessionTokens> {
  const tokens = await ctx.db.transaction((tx) => spend(ctx, tx, refreshToken))
  if (tokens) return tokens
  throw new DomainError('unauthenticated', 'This session is over. Log in again.')
}

async function spend(ctx: RequestContext, tx: Db, token: string): Promise<SessionTokens | null> {
  const [session] = await tx
    .select()
    .from(sessions)
    .where(eq(sessions.refreshHash, hashRefreshToken(token)))
    .for('update')
  const now = ctx.now()
  if (!session || session.revokedAt || session.expiresAt <= now) return null
  const [user] = await tx.select().from(users).where(eq(users.id, session.userId))
  if (!user || user.disabledAt || user.credentialsChangedAt > session.createdAt) return null
  const { id, email, role } = user
  const { familyId, remember, rotatedAt } = session
  if (rotatedAt && now.getTime() - rotatedAt.getTime() > REFRESH_GRACE_MS) {
    await revokeFamily(tx, familyId, now)
    await recordAudit(ctx, tx, {
      action: 'session.replayed',
      subjectType: 'session',
      subjectId: familyId,
      actor: { id, email },
      detail: { address: ctx.address },
    })
    ctx.log.warn({ userId: id, address: ctx.address }, 'a spent refresh token came back')
    return null
  }
  if (!rotatedAt) {
    await tx.update(sessions).set({ rotatedAt: now }).where(eq(sessions.id, session.id))
  }
  return issueSession(ctx, tx, { user: { id, email, role }, remember, familyId })
}
