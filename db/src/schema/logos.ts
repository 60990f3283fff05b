import type { AssetId, Sha256, UserId } from '@cashbacktv/contract'
import { customType, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from './columns.ts'
import { users } from './users.ts'

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** Pictures are small and few; in the database every instance has them. */
export const logos = pgTable('logos', {
  id: id().$type<AssetId>(),
  sha256: text('sha256').$type<Sha256>().notNull(),
  mime: text('mime').$type<'image/png' | 'image/jpeg' | 'image/webp'>().notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  bytes: integer('bytes').notNull(),
  content: bytea('content').notNull(),
  createdBy: uuid('created_by')
    .$type<UserId>()
    .references(() => users.id, { onDelete: 'set null' }),
  createdAt: createdAt(),
})
