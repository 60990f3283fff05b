import { sessions, users } from '@cashbacktv/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Authenticated, ServiceContext } from '../../context.ts'
import type { AccessTokens } from './access-tokens.ts'

/**
 * Who an access token is, null when it counts for nothing. The role and the state of the account
 * and of the session are read from the database, so that a change of them acts at once.
 */
export async function authenticate(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  tokens: AccessTokens,
  token: string,
): Promise<Authenticated | null> {
  const claims = await tokens.verify(token, ctx.now())
  if (!claims) return null
  const live = ctx.db
    .select({ one: sql`1` })
    .from(sessions)
    .where(and(eq(sessions.familyId, claims.familyId), isNull(sessions.revokedAt)))
  const [user] = await ctx.db
    .select({
      id: users.id,
      email: users.email,
      role: users.role,
      credentialsChangedAt: users.credentialsChangedAt,
    })
    .from(users)
    .where(and(eq(users.id, claims.userId), isNull(users.disabledAt), sql`exists ${live}`))
  if (!user || wholeSeconds(user.credentialsChangedAt) > claims.issuedAt.getTime()) return null
  const { id, email, role } = user
  return { actor: { id, email, role }, familyId: claims.familyId }
}

/** Tokens count in whole seconds. */
function wholeSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000) * 1000
}
