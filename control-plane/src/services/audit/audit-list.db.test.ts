import { auditEntries } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const list = async (query = '') => (await one.as('admin', 'GET', `/audit${query}`)).body
const REFUSED = { cause: { message: 'Entries of the audit are append-only.' } }

test('the database refuses to change, delete or empty what is written down', async () => {
  const { db } = one
  const before = await db.select().from(auditEntries)
  expect(before).not.toEqual([])
  await expect(db.update(auditEntries).set({ actorEmail: 'x' })).rejects.toMatchObject(REFUSED)
  await expect(db.delete(auditEntries)).rejects.toMatchObject(REFUSED)
  await expect(db.execute(sql`truncate ${auditEntries}`)).rejects.toMatchObject(REFUSED)
  expect(await db.select().from(auditEntries)).toEqual(before)
})

test('the permission of retention ends with its transaction', async () => {
  const { db } = one
  const none = eq(auditEntries.action, 'none')
  await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('cashbacktv.audit_retention', 'on', true)`)
    await tx.delete(auditEntries).where(none)
  })
  await Promise.all(
    [1, 2].map(() => expect(db.delete(auditEntries).where(none)).rejects.toMatchObject(REFUSED)),
  )
})

test('an entry says who did it to what, whence, by which door, and what was before and after', async () => {
  const sources = [{ url: 'testcard://640x360@25' }]
  const made = await one.as('admin', 'POST', '/channels', { name: 'Named', sources })
  const { id } = made.body
  const headers = {
    authorization: `Bearer ${one.tokens.admin}`,
    'x-forwarded-for': '203.0.113.9',
  }
  const path = `/api/v1/channels/${id}`
  await one.ask({ method: 'PUT', path, body: { name: 'Renamed' }, headers })
  const [changed, created] = (await list('?kind=channel')).items
  expect(changed).toMatchObject({
    who: 'admin@example.org',
    action: 'channel.update',
    subjectId: id,
    name: 'Renamed',
    address: '203.0.113.9',
    door: 'rest',
    changed: { name: { before: 'Named', after: 'Renamed' } },
  })
  expect(created).toMatchObject({ action: 'channel.create', name: 'Named', door: 'rest' })
  const body = { name: 'Robot', role: 'operator' }
  const key = await one.as('admin', 'POST', '/api-keys', body)
  const authorization = `Bearer ${key.body.key}`
  await one.ask({ method: 'POST', path: `${path}/start`, headers: { authorization } })
  await one.ask({ method: 'POST', path: '/trpc/channels.stop', body: { id }, headers })
  const [stopped, started] = (await list('?kind=channel')).items
  expect(started).toMatchObject({ action: 'channel.start', door: 'key' })
  expect(started.who).toContain('key Robot')
  expect(stopped).toMatchObject({ action: 'channel.stop', door: 'web' })
})

test.each([
  ['who=ADMIN%40', (items: Item[]) => items.every(({ who }) => who?.includes('admin@'))],
  ['action=channel.update', (items: Item[]) => items.every(({ name }) => name === 'Renamed')],
  ['name=renam', (items: Item[]) => items.every(({ kind }) => kind === 'channel')],
  ['text=%22Named%22', (items: Item[]) => items.some(({ action }) => action === 'channel.update')],
  ['address=203.0.113.9', (items: Item[]) => items.length === 2],
])('it is narrowed by %s', async (query, holds) => {
  const { items } = await list(`?${query}`)
  expect(items).not.toEqual([])
  expect(holds(items)).toBe(true)
})
test('whatever this version writes down it tells in the form that it has, and what it does not know whole', async () => {
  const entry = { action: 'host.flew', subjectType: 'host', detail: { to: 'Mars' } }
  await one.db.insert(auditEntries).values(entry)
  const { items } = await list('?limit=200')
  const others = items.filter(({ action }: Item) => action === 'other')
  expect(others).toMatchObject([{ written: 'host.flew', kind: 'host', detail: { to: 'Mars' } }])
})
type Item = { who: string | null; name: string | null; kind: string; action: string }

test('what is searched for is taken as it is written, and time narrows from the first to before the last', async () => {
  expect((await list('?who=%25')).items).toEqual([])
  const [newest] = (await list()).items
  const until = await list(`?until=${newest.at}`)
  expect(until.items.map(({ id }: { id: string }) => id)).not.toContain(newest.id)
  expect((await list(`?from=${newest.at}`)).items).toMatchObject([{ id: newest.id }])
})

test('pages have each entry once, also of one instant and while others are added', async () => {
  const at = new Date('2026-01-01T00:00:00Z')
  const entry = { at, action: 'paged', subjectType: 'host', subjectName: 'Paged' }
  const add = () => one.db.insert(auditEntries).values({ ...entry, at: new Date() })
  await one.db.insert(auditEntries).values(Array.from({ length: 7 }, () => entry))
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page = await list(`?name=Paged&limit=3${next ? `&before=${next}` : ''}`)
    seen.push(...page.items.map(({ id }: { id: string }) => id))
    next = page.next
    await add()
  }
  expect([seen.length, new Set(seen).size]).toEqual([7, 7])
})

test('it is for administrators', async () => {
  expect((await one.as('operator', 'GET', '/audit')).status).toBe(403)
  expect((await one.as('viewer', 'GET', '/audit')).status).toBe(403)
})
