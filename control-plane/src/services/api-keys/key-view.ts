import type { ApiKeyView, GroupId } from '@cashbacktv/contract'
import { type apiKeys, users } from '@cashbacktv/db'
import { keyRights } from '../../domain/accounts/permissions.ts'
import { groupIdsOf, reachFrom } from '../../domain/accounts/reach.ts'
import { groupsOfUser } from '../groups/read-limits.ts'

type Row = typeof apiKeys.$inferSelect & { groups: readonly GroupId[] }
type Owner = Pick<typeof users.$inferSelect, 'email' | 'role' | 'reach' | 'disabledAt'> & {
  groups: readonly GroupId[]
}

export const ownerColumns = {
  email: users.email,
  role: users.role,
  disabledAt: users.disabledAt,
  reach: users.reach,
  groups: groupsOfUser(),
}

export function keyView(row: Row, owner: Owner | null, now: Date): ApiKeyView {
  const { id, name, prefix, createdAt, expiresAt, lastUsedAt } = row
  const expired = expiresAt !== null && expiresAt <= now
  const usable = owner !== null && owner.disabledAt === null
  const rights = owner
    ? keyRights(row, owner)
    : { role: row.role, reach: reachFrom(row.reach, row.groups) }
  return {
    id,
    name,
    prefix,
    createdBy: owner?.email ?? null,
    role: rights.role,
    groupIds: groupIdsOf(rights.reach),
    state: expired ? 'expired' : usable ? 'active' : 'dormant',
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
