import type { Role, UserId } from '@cashbacktv/contract'
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns.ts'
import { users } from './users.ts'

/** A standing credential for a program. Only a hash is kept: the key itself is shown once. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    name: text('name').notNull(),
    keyHash: text('key_hash').notNull().unique('api_keys_key_hash_key'),
    /** The first characters of the key, by which people tell keys apart. */
    prefix: text('prefix').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** `groups`: only channels of the groups that are named elsewhere, and none once these are gone. */
    reach: text('reach').$type<'all' | 'groups'>().notNull().default('all'),
    createdBy: uuid('created_by')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('api_keys_created_by_idx').on(table.createdBy)],
)
