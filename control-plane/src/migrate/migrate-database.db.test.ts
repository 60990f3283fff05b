import { createDb, users } from '@cashbacktv/db'
import { createTestDatabase, type TestDatabase } from '@cashbacktv/db/test'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateDatabase } from './migrate-database.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

test('an empty database gets the schema of this build, also by several at once and once more', async () => {
  const handle = createDb(database.url, { max: 1 })
  try {
    await handle.db.execute(sql`drop schema public cascade`)
    await handle.db.execute(sql`drop schema drizzle cascade`)
    await handle.db.execute(sql`create schema public`)
    await expect(handle.db.select().from(users)).rejects.toThrow()
    const environment = { DATABASE_URL: database.url }
    await Promise.all([migrateDatabase(environment, log), migrateDatabase(environment, log)])
    expect(await handle.db.select().from(users)).toEqual([])
    await migrateDatabase(environment, log)
  } finally {
    await handle.close()
  }
})

test('without an address it says what to give', async () => {
  await expect(migrateDatabase({}, log)).rejects.toThrow('Set DATABASE_URL')
  await expect(migrateDatabase({ DATABASE_URL: 'mysql://x' }, log)).rejects.toThrow(
    'DATABASE_URL: ',
  )
})
