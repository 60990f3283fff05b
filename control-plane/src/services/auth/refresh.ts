import { messageOf, type SessionTokens } from '@cashbacktv/contract'
import { type Db, sessions, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
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
  const tokens = await commitChange(ctx, (tx) => spend(ctx, tx, refreshToken))
  if (tokens) return tokens
  throw new DomainError('unauthenticated', messageOf('session-over'))
}

type Spent = Change<SessionTokens | null>

async function spend(ctx: RequestContext, tx: Db, token: string): Promise<Spent> {
  const [session] = await tx
    .select()
    .from(sessions)
    .where(eq(sessions.refreshHash, hashRefreshToken(token)))
    .for('update')
  const now = ctx.now()
  if (!session || session.revokedAt || session.expiresAt <= now) return unchanged(null)
  const [user] = await tx.select().from(users).where(eq(users.id, session.userId))
  if (!user || user.disabledAt || user.credentialsChangedAt > session.createdAt) {
    return unchanged(null)
  }
  const { id, email, role } = user
  const { familyId, remember, rotatedAt } = session
  if (rotatedAt && now.getTime() - rotatedAt.getTime() > REFRESH_GRACE_MS) {
    await revokeFamily(tx, familyId, now)
    ctx.log.warn({ userId: id, address: ctx.address }, 'a spent refresh token came back')
    const subject = { subjectType: 'session', subjectId: familyId } as const
    const who = { actor: { id, email }, detail: { address: ctx.address } }
    return { result: null, hosts: [], audit: [{ action: 'session.replayed', ...subject, ...who }] }
  }
  if (!rotatedAt) {
    await tx.update(sessions).set({ rotatedAt: now }).where(eq(sessions.id, session.id))
  }
  const result = await issueSession(ctx, tx, { user: { id, email, role }, remember, familyId })
  return { result, hosts: [], audit: null }
}
