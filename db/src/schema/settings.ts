import { pgTable, text } from 'drizzle-orm/pg-core'
import { sealedJson } from '../secrets/sealed-columns.ts'
import { updatedAt } from './columns.ts'

/** One row a group of settings, checked by the contract when read. Some are secrets: all are sealed. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: sealedJson<unknown>('value', 'settings.value').notNull(),
  updatedAt: updatedAt(),
})
