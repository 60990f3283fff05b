import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDb, users } from '@cashbacktv/db'
import { createTestDatabase } from '@cashbacktv/db/test'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { proceduresByPath } from './api/rest-procedures.ts'
import type { ProcedureMeta } from './api/trpc.ts'
import { type ControlPlane, startControlPlane } from './index.ts'
import { createLogger } from './logging.ts'

const password = 'correct horse battery'
const dataDir = mkdtempSync(join(tmpdir(), 'cp-'))
let database: Awaited<ReturnType<typeof createTestDatabase>>
let plane: ControlPlane
const tokens: Record<string, string> = {}

beforeAll(async () => {
  database = await createTestDatabase()
  plane = await startControlPlane({
    host: '127.0.0.1',
    port: 0,
    databaseUrl: database.url,
    redis: null,
    dataDir,
    adminEmail: 'admin@example.org',
    adminPassword: password,
    sourceAllowCidrs: [],
    demo: true,
    version: 'test',
    log: createLogger({ level: 'error' }),
  })
  const handle = createDb(database.url, { max: 1 })
  const [admin] = await handle.db.select().from(users)
  if (!admin) throw new Error('No admin.')
  for (const role of ['viewer', 'operator'] as const) {
    const { passwordHash } = admin
    await handle.db.insert(users).values({ email: `${role}@example.org`, passwordHash, role })
  }
  await handle.close()
  for (const role of ['viewer', 'operator', 'admin']) tokens[role] = (await login(role)).accessToken
})
afterAll(async () => {
  await plane?.close()
  await database?.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function send(method: string, path: string, body?: unknown, token = tokens.admin ?? '') {
  const response = await fetch(`${plane.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : null }
}
async function login(role: string) {
  const { body } = await send('POST', '/auth/login', { email: `${role}@example.org`, password })
  return body as { accessToken: string; refreshToken: string }
}

test('every procedure but those for who is not logged in names the role it takes', () => {
  const open = Object.keys(proceduresByPath()).filter((name) => !roleOf(name))
  expect(open.sort()).toEqual([
    'auth.finishLogin',
    'auth.forgotPassword',
    'auth.login',
    'auth.logout',
    'auth.mailsLinks',
    'auth.passwordLink',
    'auth.refresh',
    'auth.resetPassword',
    'auth.startLogin',
    'passkeys.finishLogin',
    'passkeys.site',
    'passkeys.startLogin',
  ])
})

test('create 201, start, stop and restart 202, delete 204, then 404', async () => {
  const input = { name: 'Işık', sources: [{ url: 'testcard://640x360@25' }] }
  const created = await send('POST', '/channels', input)
  expect([created.status, created.body.slug]).toEqual([201, 'isik'])
  const at = `/channels/${created.body.id}`
  for (const verb of ['start', 'stop', 'restart']) {
    expect((await send('POST', `${at}/${verb}`)).status).toBe(202)
  }
  const taken = await send('POST', '/channels', { ...input, slug: 'isik' })
  expect([taken.status, taken.body.error.details[0].path]).toEqual([409, 'slug'])
  expect((await send('DELETE', at)).status).toBe(204)
  expect((await send('GET', at)).status).toBe(404)
})

test('a spent refresh token within the grace still serves, log out ends both tokens at once', async () => {
  const first = await login('viewer')
  const second = await send('POST', '/auth/refresh', { refreshToken: first.refreshToken })
  expect(second.status).toBe(200)
  expect((await send('POST', '/auth/refresh', { refreshToken: first.refreshToken })).status).toBe(
    200,
  )
  expect((await send('POST', '/auth/logout', {}, second.body.accessToken)).status).toBe(204)
  const refused = await send('POST', '/auth/refresh', { refreshToken: second.body.refreshToken })
  expect(refused.status).toBe(401)
  expect((await send('GET', '/auth/me', undefined, second.body.accessToken)).status).toBe(401)
})

test('a demotion acts at once', async () => {
  const handle = createDb(database.url, { max: 1 })
  const change = (role: 'viewer' | 'operator') =>
    handle.db.update(users).set({ role }).where(eq(users.email, 'operator@example.org'))
  await change('viewer')
  expect((await send('POST', '/channels', {}, tokens.operator)).status).toBe(403)
  await change('operator')
  await handle.close()
})

test('a known path with another method is 405', async () => {
  expect((await send('PATCH', '/channels')).status).toBe(405)
})

test('the metrics socket pushes to who is logged in and refuses others with 401', async () => {
  const url = `${plane.url.replace('http', 'ws')}/api/v1/ws/metrics`
  const open = (token: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
      socket.once('error', reject)
      socket.once('message', (data) => {
        resolve(String(data))
        socket.close()
      })
    })
  expect(Object.keys(JSON.parse(await open(tokens.viewer ?? '')))).toEqual([
    'at',
    'channels',
    'system',
    'alerts',
  ])
  await expect(open('none')).rejects.toThrow('401')
})

function roleOf(name: string) {
  const meta = proceduresByPath()[name]?._def.meta as ProcedureMeta | undefined
  return meta?.role
}
