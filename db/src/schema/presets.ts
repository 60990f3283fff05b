import type { EncodingSettings } from '@cashbacktv/contract'
import { boolean, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, updatedAt } from './columns.ts'

export const presets = pgTable('presets', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  // JSON: the contract's EncodingSettings, always taken whole.
  encoding: jsonb('encoding').$type<EncodingSettings>().notNull(),
  builtIn: boolean('built_in').notNull().default(false),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})
