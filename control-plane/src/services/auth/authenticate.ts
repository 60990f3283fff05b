import { sessions, users } from '@cashbacktv/db'
import { and, eq, exists, gt, isNull, sql } from 'drizzle-orm'
import type { Authenticated, ServiceContext } from '../../context.ts'
import { personReach } from '../../domain/accounts/permissions.ts'
import { mustHaveSecondStep } from '../../domain/accounts/second-step-rule.ts'
import { looksLikeApiKey } from '../api-keys/api-key.ts'
import { authenticateKey } from '../api-keys/authenticate-key.ts'
import { groupsOfUser } from '../groups/read-limits.ts'
import { hasCode, hasPasskey, ruleOf, storedRule } from '../second-step/factors.ts'
import type { AccessClaims, AccessTokens } from './access-tokens.ts'

/**
 * Who an access token or a key is, null when it counts for nothing. The role and the state of the account
 * and of the session are read from the database, so that a change of them acts at once.
 */
export async function authenticate(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  tokens: AccessTokens,
  token: string,
): Promise<Authenticated | null> {
  if (looksLikeApiKey(token)) return authenticateKey(ctx, token)
  const claims = await tokens.verify(token, ctx.now())
  return claims ? findCaller(ctx, claims) : null
}

/** The same for claims that were verified before. */
export async function findCaller(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  claims: AccessClaims,
): Promise<Authenticated | null> {
  const live = ctx.db
    .select({ one: sql`1` })
    .from(sessions)
    .where(
      and(
        eq(sessions.familyId, claims.familyId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, ctx.now()),
      ),
    )
  const [user] = await ctx.db
    .select({
      id: users.id,
      email: users.email,
      role: users.role,
      reach: users.reach,
      groups: groupsOfUser(),
      credentialsChangedAt: users.credentialsChangedAt,
      rule: storedRule(),
      code: hasCode(),
      passkey: hasPasskey(),
    })
    .from(users)
    .where(and(eq(users.id, claims.userId), isNull(users.disabledAt), exists(live)))
  if (!user || wholeSeconds(user.credentialsChangedAt) > claims.issuedAt.getTime()) return null
  const { id, email, role } = user
  const actor = { id, email, role, reach: personReach(user) }
  const lacksSecondStep = !user.code && !user.passkey && mustHaveSecondStep(ruleOf(user.rule), role)
  return { actor, familyId: claims.familyId, issuedAt: claims.issuedAt, lacksSecondStep }
}

/** Tokens count in whole seconds. */
function wholeSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000) * 1000
}
