import type { PasskeyTransport, UserId } from '@cashbacktv/contract'
import { bigint, boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns.ts'
import { users } from './users.ts'

/** What a person logs in with in place of the password: the public half, which is no secret. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: id(),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** As the authenticator calls it, in base64url; two people can never have the same. */
    credentialId: text('credential_id').notNull().unique('passkeys_credential_id_key'),
    /** COSE, in base64url. */
    publicKey: text('public_key').notNull(),
    /** How often it was used, by its own count of 32 bits; 0 for ever where an authenticator does not count. */
    counter: bigint('counter', { mode: 'number' }).notNull().default(0),
    transports: jsonb('transports').$type<PasskeyTransport[]>().notNull(),
    isSynced: boolean('is_synced').notNull(),
    name: text('name').notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('passkeys_user_id_idx').on(table.userId)],
)
