import { createDb } from '@cashbacktv/db'
import {
  createTestDatabase,
  startPgbouncer,
  type TestDatabase,
  type TestPgbouncer,
} from '@cashbacktv/db/test'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RedisServer, startRedisServer } from './live/test/redis-server.ts'
import { startTestPlane, type TestPlane } from './test/start-test-plane.ts'

/** Two control planes of twelve connections each over the three that PgBouncer lends them. */
let database: TestDatabase
let pgbouncer: TestPgbouncer
let redis: RedisServer
let a: TestPlane
let b: TestPlane

beforeAll(async () => {
  database = await createTestDatabase()
  const direct = createDb(database.directUrl, { max: 1 })
  for (const statement of ['drop schema public cascade', 'drop schema drizzle cascade']) {
    await direct.db.execute(sql.raw(statement))
  }
  await direct.db.execute(sql`create schema public`)
  await direct.close()
  pgbouncer = await startPgbouncer(database.directUrl)
  redis = await startRedisServer()
  const options = {
    databaseUrl: pgbouncer.url,
    databaseDirectUrl: database.directUrl,
    redis: { url: redis.url },
  }
  ;[a, b] = await Promise.all([startTestPlane(options), startTestPlane(options)])
})
afterAll(async () => {
  await b?.close()
  await a?.close()
  await redis?.close()
  await pgbouncer?.stop()
  await database?.drop()
})

const made = (plane: TestPlane, name: string, hostId?: string) =>
  plane.as('operator', 'POST', '/channels', {
    name,
    hostId,
    sources: [{ url: 'testcard://640x360@25' }],
  })

test('an empty database gets its schema by the direct way from two that start at once, and both let people in', async () => {
  for (const plane of [a, b]) {
    expect((await plane.as('viewer', 'GET', '/auth/me')).body.email).toBe('viewer@example.org')
    const checks = async () => (await plane.ask({ method: 'GET', path: '/readyz' })).body.checks
    const well = { ok: true, message: null }
    await expect.poll(checks).toEqual({ database: well, live: well, migrations: well })
  }
})

test('a hundred channels made at once on both, read meanwhile: each is made, once, and its host has it', async () => {
  const host = await a.agent()
  await expect.poll(() => host.agent.snapshots.length).toBeGreaterThan(0)
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      const plane = n % 2 === 0 ? a : b
      const [{ status }, list] = await Promise.all([
        made(plane, `Channel ${n}`, host.hostId),
        plane.as('viewer', 'GET', '/channels?pageSize=500'),
      ])
      return [status, list.status]
    }),
  )
  expect(answers).toEqual(Array(100).fill([201, 200]))
  const { body } = await b.as('viewer', 'GET', '/channels?pageSize=500')
  expect(new Set(body.items.map(({ name }: { name: string }) => name)).size).toBe(100)
  await expect.poll(() => host.agent.snapshots.at(-1)?.state.channels.length).toBe(100)
}, 60_000)

test('jobs of both go on: figures for charts are written, and what is changed on one is live on the other', async () => {
  const { body } = await made(a, 'Seen')
  await expect
    .poll(async () => (await b.as('viewer', 'GET', `/channels/${body.id}`)).status)
    .toBe(200)
  await a.as('operator', 'PUT', `/channels/${body.id}`, { name: 'Seen anew' })
  await expect
    .poll(async () => (await b.as('viewer', 'GET', `/channels/${body.id}`)).body.name)
    .toBe('Seen anew')
  const complaints = [...a.log, ...b.log].filter((line) => /could not|a request failed/.test(line))
  expect(complaints).toEqual([])
})

test('while PgBouncer is away each asks for patience, and goes on when it is back', async () => {
  const { port } = new URL(pgbouncer.url)
  await pgbouncer.stop()
  expect((await a.as('operator', 'GET', '/channels')).status).toBe(503)
  expect((await made(b, 'Not made')).status).toBe(503)
  pgbouncer = await startPgbouncer(database.directUrl, Number(port))
  for (const plane of [a, b]) {
    expect((await plane.as('viewer', 'GET', '/channels')).status).toBe(200)
    await expect.poll(async () => (await made(plane, 'Made')).status).toBe(201)
  }
})
