import { messageOf, type SessionView } from '@cashbacktv/contract'
import { sessions } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import type { Actor, RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { liveSessions } from '../users/live-sessions.ts'
import { revokeFamily } from './sessions.ts'

type Context = RequestContext & { actor: Actor }

/** Where one is logged in, the one used last first. */
export async function listOwnSessions(ctx: Context): Promise<SessionView[]> {
  const current = (await ctx.authenticate())?.familyId
  const live = await liveSessions(ctx.db, ctx.now(), ctx.actor.id)
  return live.map(({ familyId, userAgent, remembered, startedAt, lastSeenAt, expiresAt }) => ({
    ...{ id: familyId, userAgent, remembered, current: familyId === current },
    startedAt: startedAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }))
}

/** @throws DomainError `not_found` for a session that is not one's own */
export async function endOwnSession(ctx: Context, { id }: { id: string }): Promise<void> {
  const [own] = await ctx.db
    .select({ familyId: sessions.familyId })
    .from(sessions)
    .where(and(eq(sessions.familyId, id), eq(sessions.userId, ctx.actor.id)))
    .limit(1)
  if (!own) throw new DomainError('not_found', messageOf('session-missing'))
  await endSessions(ctx, [id])
}

/** Ends every session of one's own but the one that asks. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  const all = await listOwnSessions(ctx)
  await endSessions(
    ctx,
    all.filter(({ current }) => !current).map(({ id }) => id),
  )
}

async function endSessions(ctx: Context, families: readonly string[]): Promise<void> {
  await commitChange(ctx, async (tx) => {
    for (const familyId of families) await revokeFamily(tx, familyId, ctx.now())
    const subjectType = 'session' as const
    const audit = families.map((subjectId): AuditEntry => {
      return { action: 'session.end', subjectType, subjectId }
    })
    return { result: undefined, hosts: [], audit }
  })
}
