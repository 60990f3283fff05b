import { type Me, messageOf, type SessionTokens } from '@cashbacktv/contract'
import { type Db, sessions, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import { hashRefreshToken } from './refresh-tokens.ts'
import { issueSession, revokeFamily, sessionEnd, tokensOf } from './sessions.ts'

/**
 * Two tabs may renew with the same token at the same moment, and an answer may be lost on its way:
 * for so long a spent token is answered the one successor that it has, while that is unspent
 * itself. Anything else counts as stolen.
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
type Session = typeof sessions.$inferSelect

async function spend(ctx: RequestContext, tx: Db, token: string): Promise<Spent> {
  const session = await findSession(tx, token)
  const now = ctx.now()
  if (!session || session.revokedAt || session.expiresAt <= now) return unchanged(null)
  const { familyId, remember, startedAt } = session
  if (sessionEnd(startedAt, ctx.config) <= now) return unchanged(null)
  const [found] = await tx.select().from(users).where(eq(users.id, session.userId))
  if (!found || found.disabledAt || found.credentialsChangedAt > session.createdAt) {
    return unchanged(null)
  }
  const user: Me = { id: found.id, email: found.email, role: found.role }
  const successors = ctx.security.refreshTokens.successorsOf(token, now)
  if (session.rotatedAt) {
    const mayAskAgain = now.getTime() - session.rotatedAt.getTime() <= REFRESH_GRACE_MS
    const successor = mayAskAgain ? await findUnspent(tx, successors) : null
    if (successor === null) return endReplayed(ctx, tx, session, user)
    return unchanged(await tokensOf(ctx, { user, familyId, refreshToken: successor }))
  }
  const [refreshToken] = successors
  await tx.update(sessions).set({ rotatedAt: now }).where(eq(sessions.id, session.id))
  const follows = { familyId, startedAt, refreshToken }
  const result = await issueSession(ctx, tx, { user, remember, follows })
  return { result, hosts: [], audit: null }
}

async function findSession(tx: Db, token: string): Promise<Session | undefined> {
  const isIt = eq(sessions.refreshHash, hashRefreshToken(token))
  const [session] = await tx.select().from(sessions).where(isIt).for('update')
  return session
}

/** Which of these tokens there is, when it has not been spent itself. */
async function findUnspent(tx: Db, tokens: readonly string[]): Promise<string | null> {
  for (const token of tokens) {
    const session = await findSession(tx, token)
    if (session) return session.rotatedAt ? null : token
  }
  return null
}

async function endReplayed(
  ctx: RequestContext,
  tx: Db,
  { familyId }: Session,
  { id, email }: Me,
): Promise<Spent> {
  await revokeFamily(tx, familyId, ctx.now())
  ctx.log.warn({ userId: id, address: ctx.address }, 'a spent refresh token came back')
  const subject = { subjectType: 'session', subjectId: familyId } as const
  const who = { actor: { id, email }, detail: { address: ctx.address } }
  return { result: null, hosts: [], audit: [{ action: 'session.replayed', ...subject, ...who }] }
}
