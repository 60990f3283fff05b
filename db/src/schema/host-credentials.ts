import type { HostId } from '@cashbacktv/contract'
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns.ts'
import { hosts } from './hosts.ts'

export const hostCredentials = pgTable(
  'host_credentials',
  {
    id: id(),
    hostId: uuid('host_id')
      .$type<HostId>()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    secretHash: text('secret_hash').notNull().unique('host_credentials_secret_hash_key'),
    createdAt: createdAt(),
    /** First hello with it; null for one that its host has not come back with yet. */
    usedAt: instant('used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('host_credentials_host_id_idx').on(table.hostId)],
)
