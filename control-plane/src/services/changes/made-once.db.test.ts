import { randomUUID } from 'node:crypto'
import { type Role, Sha256 } from '@cashbacktv/contract'
import { auditEntries, logos } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
let channelId: string
let assetId: string
beforeAll(async () => {
  one = await startTestPlane()
  const { hostId } = await one.agent()
  const sources = [{ url: 'testcard://640x360@25' }]
  const made = await one.as('admin', 'POST', '/channels', { name: 'One', hostId, sources })
  channelId = made.body.id
  const content = Buffer.from('png')
  const picture = { mime: 'image/png', width: 1, height: 1, content } as const
  const [logo] = await one.db
    .insert(logos)
    .values({ ...picture, bytes: content.length, sha256: Sha256.parse('a'.repeat(64)) })
    .returning()
  assetId = logo?.id ?? ''
})
afterAll(() => one?.close())

const DAY = { from: '2030-01-01T00:00:00.000Z', until: '2030-01-01T02:00:00.000Z' }
const address = { kind: 'slack', url: 'https://hooks.example.org/one' }
const weekly = { days: [1], start: '10:00', end: '11:00' }
const place = { x: 0.1, y: 0.1, width: 0.2, opacity: 1 }

/** What is created with an id of who asks, and whoever may. */
const kinds: Record<string, () => { role: Role; path: string; body: object }> = {
  'maintenance window': () => ({
    role: 'operator',
    path: '/alerts/maintenance',
    body: { scope: { kind: 'all' }, ...DAY },
  }),
  'alert target': () => ({
    role: 'admin',
    path: '/alerts/targets',
    body: { name: 'Twice', address },
  }),
  recording: () => ({
    role: 'operator',
    path: '/recordings',
    body: { channelId, name: 'Twice', from: DAY.from, to: DAY.until },
  }),
  'weekly recording': () => ({
    role: 'operator',
    path: '/recordings-weekly',
    body: { channelId, name: 'Twice', timeZone: 'UTC', weekly },
  }),
  'group of channels': () => ({ role: 'admin', path: '/groups', body: { name: 'Twice' } }),
  person: () => ({
    role: 'admin',
    path: '/users',
    body: { email: 'twice@example.org', role: 'viewer' },
  }),
  rollout: () => ({
    role: 'operator',
    path: '/rollouts',
    body: { channelIds: [channelId], logo: { assetId, ...place }, waveSize: 1 },
  }),
}

const created = (id: string) => {
  const { subjectId, action } = auditEntries
  return one.db.select({ action }).from(auditEntries).where(eq(subjectId, id))
}

test.each(Object.keys(kinds))('a %s that is sent many times at once is made once', async (kind) => {
  const { role, path, body } = kinds[kind]?.() ?? expect.fail(kind)
  const id = randomUUID()
  const send = () => one.as(role, 'POST', path, { id, ...body })
  const answers = await Promise.all([send(), send(), send(), send()])
  expect(answers.map(({ status, text }) => (status < 300 ? '' : text))).toEqual(['', '', '', ''])
  expect(new Set(answers.map((answer) => answer.body.id))).toEqual(new Set([id]))
  expect(await created(id)).toHaveLength(1)
  const late = await send()
  expect([late.status, late.body.id]).toEqual([answers[0]?.status, id])
})

test('of a key that is sent many times at once the last made is the one that is good', async () => {
  const body = { id: randomUUID(), name: 'Twice', role: 'viewer' }
  const send = () => one.as('admin', 'POST', '/api-keys', body)
  const answers = await Promise.all([send(), send(), send(), send()])
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  const uses = answers.map(async (answer) => {
    const headers = { authorization: `Bearer ${answer.body.key}` }
    return (await one.ask({ method: 'GET', path: '/api/v1/channels', headers })).status
  })
  expect((await Promise.all(uses)).toSorted()).toEqual([200, 401, 401, 401])
  // Used by now, so that it is no longer one that nobody has seen.
  const late = await send()
  expect([late.status, late.body.error.code, late.body.error.details[0]?.path]).toEqual([
    409,
    'conflict',
    'id',
  ])
})

test('the id of somebody else makes no person, and says so', async () => {
  const id = randomUUID()
  const send = (email: string) => one.as('admin', 'POST', '/users', { id, email, role: 'viewer' })
  expect((await send('first@example.org')).status).toBe(201)
  const { status, body } = await send('second@example.org')
  expect([status, body.error.details[0]?.path]).toEqual([409, 'id'])
})
