import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contractingStatements } from './test/contracting-statements.ts'

const folder = join(import.meta.dirname, '../migrations')
const migrations = readdirSync(folder).filter((name) => name.endsWith('.sql'))

/** Those of before were not held to it. */
const HELD_FROM = '0025'

/**
 * Migrations that take away what no release in use reads or writes any more: their names, each with the release that
 * was the last to know it. A column goes in two releases: the first no longer uses it, the second drops it.
 */
const LAST_KNOWN_BY: Record<string, string> = {}

test.each(migrations.filter((name) => name >= HELD_FROM || name in LAST_KNOWN_BY))(
  '%s adds alone, so that the release before can live with it',
  (name) => {
    const found = contractingStatements(readFileSync(join(folder, name), 'utf8'))
    expect(name in LAST_KNOWN_BY ? [] : found).toEqual([])
  },
)

test('each migration that may take something away is one that is there', () => {
  expect(migrations).toEqual(expect.arrayContaining(Object.keys(LAST_KNOWN_BY)))
})

test.each([
  'ALTER TABLE "a" DROP COLUMN "b";',
  'DROP TABLE "a";',
  'ALTER TABLE "a" RENAME COLUMN "b" TO "c";',
  'ALTER TABLE "a" RENAME TO "b";',
  'ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;',
  'ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE bigint;',
  'ALTER TABLE "a" ALTER COLUMN "b" TYPE bigint;',
  'ALTER TABLE "a" ALTER COLUMN "b" DROP DEFAULT;',
  'ALTER TABLE "a" ADD COLUMN "b" text NOT NULL;',
  'ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("a"."b" > 0);',
])('%s is no mere addition', (statement) => {
  const migration = `CREATE TABLE "x" ("y" text);--> statement-breakpoint\n${statement}`
  expect(contractingStatements(migration)).toHaveLength(1)
})

test.each([
  `ALTER TABLE "a" ADD COLUMN "b" text DEFAULT 'x' NOT NULL;`,
  'ALTER TABLE "a" ADD COLUMN "b" text;',
  'CREATE TABLE "a" ("b" text NOT NULL);',
  '-- drop table of nothing\nCREATE INDEX "i" ON "a" ("b");',
  `UPDATE "a" SET "b" = 'drop table a';`,
])('%s is one', (statement) => {
  expect(contractingStatements(statement)).toEqual([])
})
