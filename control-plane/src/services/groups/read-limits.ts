import type { GroupId, UserId } from '@cashbacktv/contract'
import { apiKeyGroups, type Db, userGroups } from '@cashbacktv/db'
import { eq, type SQL, sql } from 'drizzle-orm'

/** The groups of a person, as a column of a query over people. Of one table drizzle would name columns bare. */
export function groupsOfUser(): SQL<GroupId[]> {
  const { userId, groupId } = userGroups
  return sql<GroupId[]>`coalesce((select json_agg(${groupId} order by ${groupId})
    from ${userGroups} where ${userId} = "users"."id"), '[]'::json)`
}

/** The groups of a key, as a column of a query over keys. */
export function groupsOfKey(): SQL<GroupId[]> {
  const { keyId, groupId } = apiKeyGroups
  return sql<GroupId[]>`coalesce((select json_agg(${groupId} order by ${groupId})
    from ${apiKeyGroups} where ${keyId} = "api_keys"."id"), '[]'::json)`
}

/** Replaces the groups of a person. */
export async function writeUserGroups(
  tx: Db,
  userId: UserId,
  groupIds: readonly GroupId[],
): Promise<void> {
  await tx.delete(userGroups).where(eq(userGroups.userId, userId))
  if (groupIds.length === 0) return
  await tx.insert(userGroups).values(groupIds.map((groupId) => ({ userId, groupId })))
}
