import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createDb, type Db } from './client.ts'
import { createTestDatabase, type TestDatabase } from './test/index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

/** What a transaction may go on with when its connection has ended meanwhile. */
const GOING_ON: Record<string, (tx: Db) => Promise<unknown>> = {
  'another statement': (tx) => tx.execute(sql`select 1`),
  'a nested transaction': (tx) => tx.transaction((inner) => inner.execute(sql`select ${1}::int`)),
  'its end': async () => {},
  'an error of its own': () => Promise.reject(new Error('not as it should be')),
}

test.each(Object.keys(GOING_ON))(
  'a transaction that goes on with %s on a connection that ended fails, and nothing else does',
  async (name) => {
    const handle = createDb(database.directUrl, { max: 2 })
    const other = createDb(database.directUrl, { max: 1 })
    onTestFinished(async () => {
      await other.close()
      await handle.close()
    })
    let goOn = () => {}
    const whenItEnded = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const wentOn = new Promise<void>(
      (resolve) => void whenItEnded.then(() => setImmediate(resolve)),
    )
    const transaction = handle.db.transaction(async (tx) => {
      const [me] = await tx.execute(sql`select pg_backend_pid() as pid`)
      await other.db.execute(sql`select pg_terminate_backend(${me?.pid}::int)`)
      await whenItEnded
      return GOING_ON[name]?.(tx)
    })
    await expect(transaction).rejects.toThrow(/CONNECTION_CLOSED|terminating/)
    goOn()
    await wentOn
    const [row] = await handle.db.transaction((tx) => tx.execute(sql`select 1 as works`))
    expect(row?.works).toBe(1)
  },
)
