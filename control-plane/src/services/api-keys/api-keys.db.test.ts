import type { Role } from '@cashbacktv/contract'
import { apiKeys, auditEntries, users } from '@cashbacktv/db'
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

async function make(by: Role, body: object) {
  const answer = await one.as(by, 'POST', '/api-keys', { name: 'CI', ...body })
  return { status: answer.status, ...answer.body } as { status: number; id: string; key: string }
}

const use = (key: string, path = '/channels', method = 'GET', body?: unknown) =>
  one.ask({ method, path: `/api/v1${path}`, body, headers: { authorization: `Bearer ${key}` } })

async function row(id: string) {
  const [found] = await one.db.select().from(apiKeys).where(eq(apiKeys.id, id))
  if (!found) throw new Error('There is no such key.')
  return found
}

const change = (email: string, values: Partial<typeof users.$inferInsert>) =>
  one.db.update(users).set(values).where(eq(users.email, email))

test('a key opens what its role may, is shown once, and only its hash is kept', async () => {
  const { status, id, key } = await make('admin', { role: 'operator' })
  expect([status, key]).toEqual([201, expect.stringMatching(/^cbk_[\w-]{43}$/)])
  expect((await use(key)).status).toBe(200)
  expect((await use(key, '/settings', 'PUT', {})).status).toBe(403)
  const { items } = (await one.as('admin', 'GET', '/api-keys')).body
  expect(items[0]).toMatchObject({ id, name: 'CI', state: 'active', prefix: key.slice(0, 10) })
  expect(JSON.stringify([items, await row(id)])).not.toContain(key)
  expect(one.log.join('')).not.toContain(key)
})

test('a key is good for tRPC and for the socket of metrics', async () => {
  const { id, key } = await make('admin', { role: 'viewer' })
  const authorization = `Bearer ${key}`
  const asked = await one.ask({
    method: 'GET',
    path: '/trpc/channels.list',
    headers: { authorization },
  })
  expect(asked.status).toBe(200)
  const socket = new WebSocket(`${one.url.replace('http', 'ws')}/api/v1/ws/metrics`, {
    headers: { authorization },
  })
  const first = await new Promise((resolve, reject) => {
    socket.once('message', (data) => resolve(String(data)))
    socket.once('error', reject)
  })
  expect(first).toContain('"channels"')
  socket.terminate()
  await one.as('admin', 'DELETE', `/api-keys/${id}`)
})

test('a revoked key is refused at once, and so is one that has run out', async () => {
  const { id, key } = await make('operator', { role: 'operator', expiresInDays: 1 })
  expect((await use(key)).status).toBe(200)
  await one.db
    .update(apiKeys)
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where(eq(apiKeys.id, id))
  const over = await use(key)
  expect([over.status, over.body.error.messageCode]).toEqual([401, 'key-expired'])
  expect((await use(key, '/auth/logout', 'POST')).status).toBe(401)
  const { items } = (await one.as('operator', 'GET', '/api-keys')).body
  expect(items[0].state).toBe('expired')
  await one.db.update(apiKeys).set({ expiresAt: null }).where(eq(apiKeys.id, id))
  expect((await use(key)).status).toBe(200)
  expect((await one.as('operator', 'DELETE', `/api-keys/${id}`)).status).toBe(204)
  expect((await use(key)).status).toBe(401)
  expect((await one.as('operator', 'DELETE', `/api-keys/${id}`)).status).toBe(404)
})

test('a key ends after some days, at an instant, or never', async () => {
  const expiresAt = new Date(Date.now() + 3 * 86_400_000).toISOString()
  expect(await make('admin', { role: 'viewer', expiresAt })).toMatchObject({ expiresAt })
  expect(await make('admin', { role: 'viewer' })).toMatchObject({ expiresAt: null })
  const past = await make('admin', { role: 'viewer', expiresAt: new Date().toISOString() })
  expect(past).toMatchObject({ status: 422, error: { details: [{ code: 'key-ends-before' }] } })
  const twice = await make('admin', { role: 'viewer', expiresAt, expiresInDays: 3 })
  expect(twice).toMatchObject({ status: 422, error: { details: [{ code: 'key-ends-twice' }] } })
  expect((await make('admin', { role: 'viewer', expiresAt: '' })).status).toBe(422)
})

test('a key out of its reach is told what would be needed and what it has', async () => {
  const { key } = await make('admin', { role: 'viewer' })
  const stop = await use(key, `/channels/${crypto.randomUUID()}/stop`, 'POST')
  expect(stop.status).toBe(403)
  expect(stop.body.error).toMatchObject({
    messageCode: 'key-role-needed',
    message: 'This takes a key with the role operator or one above it. This key acts as viewer.',
  })
})

test('a key that is over gets no socket of metrics, and is told why', async () => {
  const { id, key } = await make('admin', { role: 'viewer' })
  await one.db
    .update(apiKeys)
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where(eq(apiKeys.id, id))
  const socket = new WebSocket(`${one.url.replace('http', 'ws')}/api/v1/ws/metrics`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const status = await new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
    socket.once('error', reject)
    socket.once('open', reject)
  })
  expect(status).toBe(401)
})

test('a key never has more rights than its maker has now', async () => {
  expect((await make('operator', { role: 'admin' })).status).toBe(422)
  const { key } = await make('operator', { role: 'operator' })
  const stop = async () => (await use(key, `/channels/${crypto.randomUUID()}/stop`, 'POST')).status
  expect(await stop()).toBe(404)
  await change('operator@example.org', { role: 'viewer' })
  expect([await stop(), (await use(key)).status]).toEqual([403, 200])
  await change('operator@example.org', { role: 'operator', disabledAt: new Date() })
  expect((await use(key)).status).toBe(401)
  await change('operator@example.org', { disabledAt: null })
  expect(await stop()).toBe(404)
})

test('the keys of a person who is deleted count for nothing', async () => {
  const [gone] = await one.db
    .insert(users)
    .values({ email: 'gone@example.org', passwordHash: 'none', role: 'admin' })
    .returning()
  const { id, key } = await make('admin', { role: 'viewer' })
  await one.db
    .update(apiKeys)
    .set({ createdBy: gone?.id ?? null })
    .where(eq(apiKeys.id, id))
  expect((await use(key)).status).toBe(200)
  await one.db.delete(users).where(eq(users.email, 'gone@example.org'))
  expect((await use(key)).status).toBe(401)
})

test('use is noted, but not with each request', async () => {
  const { id, key } = await make('admin', { role: 'viewer' })
  await use(key)
  const noted = (await row(id)).lastUsedAt
  expect(noted).toBeInstanceOf(Date)
  await use(key)
  expect((await row(id)).lastUsedAt).toEqual(noted)
  const longAgo = new Date(Date.now() - 3_600_000)
  await one.db.update(apiKeys).set({ lastUsedAt: longAgo }).where(eq(apiKeys.id, id))
  await use(key)
  expect((await row(id)).lastUsedAt?.getTime()).toBeGreaterThan(longAgo.getTime())
})

test('what is done with a key is written down with its name', async () => {
  const { key } = await make('admin', { role: 'admin', name: 'Night job' })
  expect((await use(key, '/settings', 'PUT', { stallSeconds: 21 })).status).toBe(200)
  const [entry] = await one.db.select().from(auditEntries).orderBy(desc(auditEntries.at)).limit(1)
  const name = `admin@example.org, key Night job (${key.slice(0, 10)})`
  expect(entry).toMatchObject({ action: 'settings.put', actorEmail: name })
})

test('no key may make keys, accounts, passwords or what lets a host in', async () => {
  const { key } = await make('admin', { role: 'admin' })
  const person = { email: 'new@example.org', role: 'admin' }
  expect((await use(key, '/api-keys', 'POST', { name: 'More', role: 'viewer' })).status).toBe(403)
  expect((await use(key, '/users', 'POST', person)).status).toBe(403)
  expect((await use(key, '/auth/sessions', 'DELETE')).status).toBe(403)
  expect((await use(key, '/hosts/join-tokens', 'POST', { hostName: 'x' })).status).toBe(403)
})

test('an operator sees and revokes only own keys, a viewer none', async () => {
  const { id } = await make('admin', { role: 'viewer', name: "The administrator's" })
  const { items } = (await one.as('operator', 'GET', '/api-keys')).body
  expect(items.map((item: { id: string }) => item.id)).not.toContain(id)
  expect((await one.as('operator', 'DELETE', `/api-keys/${id}`)).status).toBe(404)
  expect((await one.as('viewer', 'GET', '/api-keys')).status).toBe(403)
  expect((await make('viewer', { role: 'viewer' })).status).toBe(403)
})

test.each(['cbk_', 'cbk_short', `cbk_${'A'.repeat(43)}`, `cbk_${'A'.repeat(5000)}`, 'CBK_x'])(
  'a made up key is refused (%#)',
  async (key) => {
    expect((await use(key)).status).toBe(401)
  },
)

test('guessing keys is slowed for the network it comes from, and no key that counts is kept out', async () => {
  const { key } = await make('admin', { role: 'viewer' })
  const from = (address: string, text: string, path = '/api/v1/channels') =>
    one.ask({
      method: 'GET',
      path,
      headers: { authorization: `Bearer ${text}`, 'x-forwarded-for': address },
    })
  const guess = (index: number) => `cbk_${String(index).padStart(43, 'x')}`
  const answers = []
  for (let index = 0; index < 32; index += 1) {
    answers.push(await from('198.51.100.9', guess(index)))
    expect((await from('198.51.100.9', key)).status).toBe(200)
  }
  const statuses = answers.map(({ status }) => status)
  expect(statuses).toEqual([...Array(30).fill(401), 429, 429])
  const last = answers.at(-1)
  expect(last?.body.error.code).toBe('rate_limited')
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  const metrics = await from('198.51.100.9', guess(1), '/trpc/channels.list')
  expect(metrics.status).toBe(429)
  expect((await from('198.51.100.10', guess(1))).status).toBe(401)
})
