import type { UserId } from '@cashbacktv/contract'
import { type Db, sessions, users } from '@cashbacktv/db'
import { and, desc, eq, gt, gte, isNull } from 'drizzle-orm'

/** A family of refresh tokens that can still be renewed. */
export type LiveSession = {
  userId: UserId
  familyId: string
  userAgent: string | null
  address: string | null
  remembered: boolean
  startedAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

/** The sessions that are still good, of one person or of all, the one seen last first. */
export async function liveSessions(
  tx: Db,
  now: Date,
  userId: UserId | null = null,
): Promise<LiveSession[]> {
  const rows = await tx
    .selectDistinctOn([sessions.familyId], {
      userId: sessions.userId,
      familyId: sessions.familyId,
      userAgent: sessions.userAgent,
      address: sessions.address,
      remembered: sessions.remember,
      startedAt: sessions.startedAt,
      lastSeenAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        isNull(sessions.revokedAt),
        // Of a family the newest token is the one that was not spent.
        isNull(sessions.rotatedAt),
        isNull(users.disabledAt),
        gt(sessions.expiresAt, now),
        gte(sessions.createdAt, users.credentialsChangedAt),
        userId === null ? undefined : eq(sessions.userId, userId),
      ),
    )
    .orderBy(sessions.familyId, desc(sessions.createdAt))
  return rows.sort((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime())
}
