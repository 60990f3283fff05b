import { messageOf, type SessionView, type UserId } from '@cashbacktv/contract'
import { sessions } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { liveSessions } from '../users/live-sessions.ts'
import { requireUser } from '../users/require-user.ts'
import { revokeFamily } from './sessions.ts'

/** Where a person is logged in, the session used last first. @throws DomainError `not_found` */
export async function listSessionsOf(
  ctx: RequestContext,
  { id: userId }: { id: UserId },
): Promise<SessionView[]> {
  await requireUser(ctx.db, userId)
  const current = (await ctx.authenticate())?.familyId
  const live = await liveSessions(ctx.db, ctx.now(), userId)
  return live.map(({ familyId, userAgent, address, remembered, ...at }) => ({
    id: familyId,
    userAgent,
    address,
    remembered,
    current: familyId === current,
    startedAt: at.startedAt.toISOString(),
    lastSeenAt: at.lastSeenAt.toISOString(),
    expiresAt: at.expiresAt.toISOString(),
  }))
}

/** @throws DomainError `not_found` for a session that is not of this person */
export async function endSessionOf(
  ctx: RequestContext,
  { userId, id }: { userId: UserId; id: string },
): Promise<void> {
  const [found] = await ctx.db
    .select({ familyId: sessions.familyId })
    .from(sessions)
    .where(and(eq(sessions.familyId, id), eq(sessions.userId, userId)))
    .limit(1)
  if (!found) throw new DomainError('not_found', messageOf('session-missing'))
  await endSessions(ctx, [id])
}

/** Ends all sessions of a person but the one that asks. @throws DomainError `not_found` */
export async function endSessionsOf(ctx: RequestContext, person: { id: UserId }): Promise<void> {
  const all = await listSessionsOf(ctx, person)
  const others = all.filter(({ current }) => !current)
  await endSessions(
    ctx,
    others.map(({ id }) => id),
  )
}

async function endSessions(ctx: RequestContext, families: readonly string[]): Promise<void> {
  await commitChange(ctx, async (tx) => {
    for (const familyId of families) await revokeFamily(tx, familyId, ctx.now())
    const subjectType = 'session' as const
    const audit = families.map((subjectId): AuditEntry => {
      return { action: 'session.end', subjectType, subjectId }
    })
    return { result: undefined, hosts: [], audit }
  })
}
