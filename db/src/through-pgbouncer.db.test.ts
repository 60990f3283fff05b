import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createDb, type DbHandle } from './client.ts'
import { migrate } from './migrate.ts'
import {
  createTestDatabase,
  startPgbouncer,
  type TestDatabase,
  type TestPgbouncer,
} from './test/index.ts'

let database: TestDatabase
let pgbouncer: TestPgbouncer
let handle: DbHandle
beforeAll(async () => {
  database = await createTestDatabase()
  pgbouncer = await startPgbouncer(database.directUrl)
  handle = createDb(pgbouncer.url, { max: 10 })
  await handle.db.execute(sql`create table counters (id int primary key, value int not null)`)
  await handle.db.execute(sql`insert into counters select n, 0 from generate_series(0, 9) n`)
})
afterAll(async () => {
  await handle?.close()
  await pgbouncer?.stop()
  await database?.drop()
})

/** Statements with and without parameters, apart and in transactions, as services have them. */
async function work(n: number): Promise<unknown> {
  const { db } = handle
  if (n % 3 === 0) return db.execute(sql`select ${n}::int`)
  if (n % 3 === 1) {
    const each = [sql`select 1`, sql`select count(*) from counters`, sql`select ${n}::int`]
    return Promise.all(each.map((one) => db.execute(one)))
  }
  return db.transaction(async (tx) => {
    await Promise.all([tx.execute(sql`select 1`), tx.execute(sql`select ${n}::int`)])
    await tx.execute(sql`update counters set value = value + 1 where id = ${n % 10}`)
  })
}

test('ten connections at once over three of PostgreSQL: each statement and transaction is answered', async () => {
  const times = Array.from({ length: 3000 }, (_, n) => n)
  expect((await Promise.all(times.map(work))).length).toBe(3000)
  const [row] = await handle.db.execute(sql`select sum(value)::int as sum from counters`)
  expect(row?.sum).toBe(1000)
}, 60_000)

test('a schema is brought up to date by several at once, also through it', async () => {
  await handle.db.execute(sql`drop schema public cascade`)
  await handle.db.execute(sql`drop schema drizzle cascade`)
  await handle.db.execute(sql`create schema public`)
  await Promise.all([1, 2, 3].map(() => migrate(pgbouncer.url)))
  const [row] = await handle.db.execute(
    sql`select count(*)::int as applied, count(distinct hash)::int as kinds from drizzle.__drizzle_migrations`,
  )
  expect(row?.applied).toBeGreaterThan(20)
  expect(row?.applied).toBe(row?.kinds)
})

test('a transaction whose connection it ends fails, and the next one works', async () => {
  const other = createDb(pgbouncer.url, { max: 2 })
  onTestFinished(() => other.close())
  const direct = createDb(database.directUrl, { max: 1 })
  onTestFinished(() => direct.close())
  const cut = other.db.transaction(async (tx) => {
    const [me] = await tx.execute(sql`select pg_backend_pid() as pid`)
    await direct.db.execute(sql`select pg_terminate_backend(${me?.pid}::int)`)
    await tx.execute(sql`select 1`)
  })
  await expect(cut).rejects.toThrow()
  await other.db.transaction((tx) => tx.execute(sql`select 1`))
})
