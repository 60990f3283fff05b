import { randomUUID } from 'node:crypto'
import type { Me, SessionTokens, UserId } from '@cashbacktv/contract'
import { type Db, sessions } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { RequestContext, ServerConfig } from '../../context.ts'
import { ACCESS_SECONDS } from './access-tokens.ts'
import { hashRefreshToken } from './refresh-tokens.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Each renewal counts anew: a session ends after so long without one. */
const LIFE_MS = { remembered: 30 * DAY_MS, plain: 12 * HOUR_MS }

/** `follows`: the family that it goes on, with the token that was made for it. */
export type NewSession = {
  user: Me
  remember: boolean
  follows?: { familyId: string; startedAt: Date; refreshToken: string }
}

/** A new refresh token, in a family of its own or in the one it follows in, and an access token. */
export async function issueSession(
  ctx: RequestContext,
  tx: Db,
  { user, remember, follows }: NewSession,
): Promise<SessionTokens> {
  const refreshToken = follows?.refreshToken ?? ctx.security.refreshTokens.first()
  const familyId = follows?.familyId ?? randomUUID()
  const now = ctx.now()
  const startedAt = follows?.startedAt ?? now
  const idleEnd = now.getTime() + (remember ? LIFE_MS.remembered : LIFE_MS.plain)
  const end = sessionEnd(startedAt, ctx.config)
  await tx.insert(sessions).values({
    userId: user.id,
    familyId,
    refreshHash: hashRefreshToken(refreshToken),
    remember,
    userAgent: ctx.userAgent?.slice(0, 300) ?? null,
    address: ctx.address,
    createdAt: now,
    startedAt,
    expiresAt: new Date(Math.min(idleEnd, end.getTime())),
  })
  return tokensOf(ctx, { user, familyId, refreshToken })
}

/** The answer to who holds the newest refresh token of a family, with an access token of its own. */
export async function tokensOf(
  ctx: RequestContext,
  { user, familyId, refreshToken }: { user: Me; familyId: string; refreshToken: string },
): Promise<SessionTokens> {
  const accessToken = await ctx.security.tokens.sign({ userId: user.id, familyId }, ctx.now())
  return { accessToken, refreshToken, expiresInSeconds: ACCESS_SECONDS, user }
}

/** When a session ends, however often it is renewed. */
export function sessionEnd(startedAt: Date, { sessionDays }: ServerConfig): Date {
  return new Date(startedAt.getTime() + sessionDays * DAY_MS)
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
