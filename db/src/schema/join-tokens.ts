import type { HostId, UserId } from '@cashbacktv/contract'
import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns.ts'
import { hosts } from './hosts.ts'
import { users } from './users.ts'

/** Spent once for a host's own credential. */
export const joinTokens = pgTable('join_tokens', {
  id: id(),
  tokenHash: text('token_hash').notNull().unique('join_tokens_token_hash_key'),
  label: text('label').notNull().default(''),
  createdBy: uuid('created_by')
    .$type<UserId>()
    .references(() => users.id, { onDelete: 'set null' }),
  createdAt: createdAt(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  hostId: uuid('host_id')
    .$type<HostId>()
    .references(() => hosts.id, { onDelete: 'set null' }),
})
