import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Me, SessionTokens, UserId } from '@cashbacktv/contract'
import { type Db, sessions } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { ACCESS_SECONDS } from './access-tokens.ts'

const HOUR_MS = 3_600_000
/** Each renewal counts anew: a session ends after so long without one. */
const LIFE_MS = { remembered: 30 * 24 * HOUR_MS, plain: 12 * HOUR_MS }

export type NewSession = { user: Me; remember: boolean; familyId?: string }

/** A new refresh token, in a family of its own or in the one it follows in, and an access token. */
export async function issueSession(
  ctx: RequestContext,
  tx: Db,
  session: NewSession,
): Promise<SessionTokens> {
  const refreshToken = randomBytes(32).toString('base64url')
  const familyId = session.familyId ?? randomUUID()
  const now = ctx.now()
  const lifeMs = session.remember ? LIFE_MS.remembered : LIFE_MS.plain
  await tx.insert(sessions).values({
    userId: session.user.id,
    familyId,
    refreshHash: hashRefreshToken(refreshToken),
    remember: session.remember,
    userAgent: ctx.userAgent?.slice(0, 300) ?? null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifeMs),
  })
  const accessToken = await ctx.security.tokens.sign({ userId: session.user.id, familyId }, now)
  return { accessToken, refreshToken, expiresInSeconds: ACCESS_SECONDS, user: session.user }
}

/** Ends every token of the family, the access tokens too. */
export async function revokeFamily(tx: Db, familyId: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.familyId, familyId), isNull(sessions.revokedAt)))
}

/** Ends every session of a person, at once. */
export async function revokeSessionsOf(tx: Db, userId: UserId, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)))
}

/** What is stored of a refresh token. It is random, so a fast hash is enough and can be looked up. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
