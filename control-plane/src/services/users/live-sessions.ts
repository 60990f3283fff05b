import type { UserId } from '@cashbacktv/contract'
import { type Db, sessions, users } from '@cashbacktv/db'
import { and, eq, gt, gte, isNull, max, min, sql } from 'drizzle-orm'

/** A family of refresh tokens that can still be renewed. */
export type LiveSession = {
  userId: UserId
  familyId: string
  userAgent: string | null
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
  const begun = tx
    .select({ familyId: sessions.familyId, startedAt: min(sessions.createdAt).as('started_at') })
    .from(sessions)
    .groupBy(sessions.familyId)
    .as('begun')
  const rows = await tx
    .select({
      userId: sessions.userId,
      familyId: sessions.familyId,
      userAgent: sql<string | null>`max(${sessions.userAgent})`,
      remembered: sql<boolean>`bool_or(${sessions.remember})`,
      startedAt: sql<Date | null>`min(${begun.startedAt})`.mapWith(sessions.createdAt),
      lastSeenAt: max(sessions.createdAt),
      expiresAt: max(sessions.expiresAt),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(begun, eq(begun.familyId, sessions.familyId))
    .where(
      and(
        isNull(sessions.revokedAt),
        isNull(sessions.rotatedAt),
        isNull(users.disabledAt),
        gt(sessions.expiresAt, now),
        gte(sessions.createdAt, users.credentialsChangedAt),
        userId === null ? undefined : eq(sessions.userId, userId),
      ),
    )
    .groupBy(sessions.userId, sessions.familyId)
  return rows
    .flatMap(({ startedAt, lastSeenAt, expiresAt, ...rest }) =>
      startedAt && lastSeenAt && expiresAt ? [{ ...rest, startedAt, lastSeenAt, expiresAt }] : [],
    )
    .sort((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime())
}
