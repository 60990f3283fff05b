import { messageOf } from '@cashbacktv/contract'
import { apiKeys, users } from '@cashbacktv/db'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Authenticated, ServiceContext } from '../../context.ts'
import { keyRights } from '../../domain/accounts/permissions.ts'
import { DomainError } from '../../domain/errors.ts'
import { groupsOfKey, groupsOfUser } from '../groups/read-limits.ts'
import { hashApiKey } from './api-key.ts'

const USE_NOTED_MS = 60_000

/**
 * Who a key is, null when it counts for nothing. It is whoever made it, with no more rights than
 * that person has now. Use is noted at most once a minute.
 *
 * @throws DomainError `unauthenticated` for one whose time is over: who has it whole is told so
 */
export async function authenticateKey(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  text: string,
): Promise<Authenticated | null> {
  const keyHash = hashApiKey(text)
  if (!keyHash) return null
  const now = ctx.now()
  const [found] = await ctx.db
    .select({
      key: {
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        role: apiKeys.role,
        reach: apiKeys.reach,
        groups: groupsOfKey(),
        createdAt: apiKeys.createdAt,
        expiresAt: apiKeys.expiresAt,
        lastUsedAt: apiKeys.lastUsedAt,
      },
      user: {
        id: users.id,
        email: users.email,
        role: users.role,
        reach: users.reach,
        groups: groupsOfUser(),
      },
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(and(eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt), isNull(users.disabledAt)))
  if (!found) return null
  const { key, user } = found
  if (key.expiresAt && key.expiresAt <= now) {
    const end = `${key.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    throw new DomainError('unauthenticated', messageOf('key-expired', { end }))
  }
  const stale = new Date(now.getTime() - USE_NOTED_MS)
  if (!key.lastUsedAt || key.lastUsedAt < stale) {
    const unnoted = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))
    await ctx.db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.id, key.id), unnoted))
  }
  const { id, name, prefix } = key
  // A key belongs to no session: no family of sessions has its id.
  return {
    actor: { id: user.id, email: user.email, ...keyRights(key, user), key: { id, name, prefix } },
    familyId: id,
    issuedAt: key.createdAt,
    // A program has nothing to show after a password.
    lacksSecondStep: false,
  }
}
