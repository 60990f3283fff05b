import type { UserId } from '@cashbacktv/contract'
import { integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sealedText } from '../secrets/sealed-columns.ts'
import { createdAt, id, instant } from './columns.ts'
import { users } from './users.ts'

/** What a person's authenticator app shares with us. Nothing is asked for at a log-in before it was confirmed by a code. */
export const secondSteps = pgTable('second_steps', {
  userId: uuid('user_id')
    .$type<UserId>()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  secret: sealedText('secret', 'second_steps.secret').notNull(),
  createdAt: createdAt(),
  confirmedAt: instant('confirmed_at'),
  /** The number of the 30 seconds whose code was taken last: it and all before it are spent. */
  lastStep: integer('last_step').notNull().default(0),
})

/** What a person gets in without the app by, each once. Only salted hashes are kept. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: id(),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => secondSteps.userId, { onDelete: 'cascade' }),
    salt: text('salt').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [uniqueIndex('recovery_codes_user_id_hash_key').on(table.userId, table.codeHash)],
)
