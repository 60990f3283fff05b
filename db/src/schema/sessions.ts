import type { UserId } from '@cashbacktv/contract'
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns.ts'
import { users } from './users.ts'

/** One refresh token of a family; the whole family is revoked when a spent one comes back. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    familyId: uuid('family_id').notNull(),
    refreshHash: text('refresh_hash').notNull().unique('sessions_refresh_hash_key'),
    remember: boolean('remember').notNull().default(false),
    userAgent: text('user_agent'),
    /** From where this token was asked for. */
    address: text('address'),
    /** When the person logged in; the same for the whole family. */
    startedAt: instant('started_at').notNull().defaultNow(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    rotatedAt: instant('rotated_at'),
    revokedAt: instant('revoked_at'),
  },
  // Revoking goes by family; listing a person's sessions goes by user.
  (table) => [
    index('sessions_family_id_idx').on(table.familyId),
    index('sessions_user_id_idx').on(table.userId),
  ],
)
