import { connect, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createDb } from './client.ts'
import { dialRemembering } from './dial-remembering.ts'
import { errorCode } from './error-code.ts'
import { type FindAddresses, rememberAddresses } from './remember-addresses.ts'
import {
  createTestDatabase,
  startPgbouncer,
  type TestDatabase,
  type TestPgbouncer,
} from './test/index.ts'

let database: TestDatabase
/** Listens on an address of the network, as the databases of production do. */
let pgbouncer: TestPgbouncer
beforeAll(async () => {
  database = await createTestDatabase()
  pgbouncer = await startPgbouncer(database.directUrl)
})
afterAll(async () => {
  await pgbouncer?.stop()
  await database?.drop()
})

const knows: FindAddresses = (_name, _options, callback) =>
  callback(null, [{ address: '127.0.0.1', family: 4 }])
const failsWith =
  (code: string): FindAddresses =>
  (_name, _options, callback) =>
    callback(Object.assign(new Error(code), { code }), [])
const saysNothing: FindAddresses = () => {}

/** A pool for a server of that name, which is found as `names` says at the time. */
function openPool(rememberedMs: number) {
  const names = { find: knows }
  const address = new URL(pgbouncer.url)
  address.hostname = 'database.test'
  const find: FindAddresses = (...question) => names.find(...question)
  const lookup = rememberAddresses({ find, patienceMs: 50, rememberedMs })
  const handle = createDb(address.href, {
    max: 2,
    dial: (at, seconds) => dialRemembering(at, seconds, lookup),
  })
  onTestFinished(() => handle.close())
  const ask = (what: ReturnType<typeof sql>) =>
    handle.db.execute(what).then(
      () => 'answered',
      (error) => errorCode(error.cause),
    )
  return {
    names,
    ask: () => ask(sql`select 1`),
    change: ask,
    count: async (table: string) =>
      (await handle.db.execute(sql`select 1 from ${sql.identifier(table)}`)).length,
    /** What came of two at once, of which each has a connection of its own. */
    askTwo: () => Promise.all([ask(sql`select pg_sleep(0.1)`), ask(sql`select 1`)]),
  }
}

test.each([
  ['says that there is no such name', failsWith('ENOTFOUND')],
  ['has no answer', failsWith('EAI_AGAIN')],
  ['says nothing', saysNothing],
])('a database that is there is reached while its name server %s', async (_how, find) => {
  const pool = openPool(60_000)
  expect(await pool.ask()).toBe('answered')
  pool.names.find = find
  expect(await pool.askTwo()).toEqual(['answered', 'answered'])
})

test('a name that was never found has no address, and one from long ago none any more', async () => {
  const pool = openPool(0)
  pool.names.find = failsWith('ENOTFOUND')
  expect(await pool.ask()).toBe('ENOTFOUND')
  pool.names.find = knows
  expect(await pool.ask()).toBe('answered')
  pool.names.find = failsWith('EAI_AGAIN')
  expect(await pool.askTwo()).toEqual(['answered', 'EAI_AGAIN'])
  pool.names.find = knows
  expect(await pool.askTwo()).toEqual(['answered', 'answered'])
})

test('a server that is not reached is given up in time', async () => {
  const lookup = rememberAddresses({ find: saysNothing })
  const dial = dialRemembering(new URL('postgres://database.test/n'), 0.05, lookup)
  await expect(dial()).rejects.toMatchObject({ code: 'CONNECT_TIMEOUT' })
})

test('a change that is asked for while PgBouncer is started anew is made, once', async () => {
  const pool = openPool(60_000)
  expect(await pool.change(sql`create table made (at timestamptz default now())`)).toBe('answered')
  await pgbouncer.stop()
  const change = pool.change(sql`insert into made default values`)
  pgbouncer = await startPgbouncer(database.directUrl, Number(new URL(pgbouncer.url).port))
  expect(await change).toBe('answered')
  expect(await pool.count('made')).toBe(1)
})

test('a pool that is closed while it dials keeps nothing that it is given after that', async () => {
  let give = (_socket: Socket) => {}
  const late = new Promise<Socket>((resolve) => {
    give = resolve
  })
  const handle = createDb(pgbouncer.url, { dial: () => () => late })
  const asked = handle.sql`select 1`.catch(errorCode)
  await handle.sql.end({ timeout: 0 })
  expect(await asked).toBe('CONNECTION_DESTROYED')
  const socket = connect(Number(new URL(pgbouncer.url).port), '127.0.0.1')
  give(socket)
  await expect.poll(() => socket.destroyed).toBe(true)
})
