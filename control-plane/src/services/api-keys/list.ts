import type { ApiKeyView } from '@cashbacktv/contract'
import { apiKeys, users } from '@cashbacktv/db'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Actor, ServiceContext } from '../../context.ts'
import { groupsOfKey } from '../groups/read-limits.ts'
import { keyView, ownerColumns } from './key-view.ts'

/** The keys that are not revoked, newest first: an administrator sees all, anybody else their own. */
export async function listApiKeys(
  ctx: Pick<ServiceContext, 'db' | 'now'> & { actor: Actor },
): Promise<ApiKeyView[]> {
  const own = ctx.actor.role === 'admin' ? undefined : eq(apiKeys.createdBy, ctx.actor.id)
  const rows = await ctx.db
    .select({ key: apiKeys, groups: groupsOfKey(), owner: ownerColumns })
    .from(apiKeys)
    .leftJoin(users, eq(users.id, apiKeys.createdBy))
    .where(and(isNull(apiKeys.revokedAt), own))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
  return rows.map(({ key, groups, owner }) => keyView({ ...key, groups }, owner, ctx.now()))
}
