import type { ApiKeyView } from '@cashbacktv/contract'
import { type apiKeys, users } from '@cashbacktv/db'
import { lesserRole } from '../../domain/permissions.ts'

type Row = typeof apiKeys.$inferSelect
type Owner = Pick<typeof users.$inferSelect, 'email' | 'role' | 'disabledAt'>

export const ownerColumns = { email: users.email, role: users.role, disabledAt: users.disabledAt }

export function keyView(row: Row, owner: Owner | null, now: Date): ApiKeyView {
  const { id, name, prefix, createdAt, expiresAt, lastUsedAt } = row
  const expired = expiresAt !== null && expiresAt <= now
  const usable = owner !== null && owner.disabledAt === null
  return {
    ...{ id, name, prefix, createdBy: owner?.email ?? null },
    role: owner ? lesserRole(row.role, owner.role) : row.role,
    state: expired ? 'expired' : usable ? 'active' : 'dormant',
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
