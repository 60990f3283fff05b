import type { Role, UserId } from '@cashbacktv/contract'
import { pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, updatedAt } from './columns.ts'

export const users = pgTable('users', {
  id: id().$type<UserId>(),
  /** Lower case; unique in that form. */
  email: text('email').notNull().unique('users_email_key'),
  passwordHash: text('password_hash').notNull(),
  role: text('role').$type<Role>().notNull(),
  disabledAt: instant('disabled_at'),
  /** `groups`: only channels of the groups that are named elsewhere, and none once these are gone. */
  reach: text('reach').$type<'all' | 'groups'>().notNull().default('all'),
  /** Tokens issued before this instant are void. */
  credentialsChangedAt: instant('credentials_changed_at').notNull().defaultNow(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})
