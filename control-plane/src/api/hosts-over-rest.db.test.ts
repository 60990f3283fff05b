import { PROTOCOL } from '@cashbacktv/contract'
import { auditEntries, joinTokens } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
let hostId = ''
beforeAll(async () => {
  one = await startTestPlane()
  hostId = (await one.agent('first')).hostId
  await one.agent('second')
})
afterAll(() => one?.close())

test('a host is listed, shown, renamed and drained over REST as it is on the screens', async () => {
  const named = async () =>
    (await one.as('viewer', 'GET', '/hosts')).body.items.map(({ name }: { name: string }) => name)
  expect(await named()).toEqual(['first', 'second'])
  const renamed = await one.as('admin', 'PATCH', `/hosts/${hostId}`, { name: ' Ankara ' })
  expect([renamed.status, renamed.body.name]).toEqual([200, 'Ankara'])
  expect(await named()).toEqual(['Ankara', 'second'])
  const taken = await one.as('admin', 'PATCH', `/hosts/${hostId}`, { name: 'second' })
  expect([taken.status, taken.body.error.details[0].path]).toEqual([409, 'name'])
  const [entry] = await one.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, 'host.rename'))
  expect(entry?.detail).toMatchObject({ changed: { name: { before: 'first', after: 'Ankara' } } })
  const drained = await one.as('operator', 'POST', `/hosts/${hostId}/drain`, { draining: true })
  expect(drained.status).toBe(204)
  const { body } = await one.as('viewer', 'GET', `/hosts/${hostId}`)
  expect(body).toMatchObject({ name: 'Ankara', draining: true })
  expect((await one.as('viewer', 'GET', '/hosts/nothing')).status).toBe(422)
})

test('a join token is shown once, is listed without itself, and lets nobody in once it is taken back', async () => {
  const made = await one.as('admin', 'POST', '/hosts/join-tokens', { label: 'Rack 7' })
  expect(made.status).toBe(201)
  const { id, token } = made.body
  const listed = await one.as('admin', 'GET', '/hosts/join-tokens')
  expect(listed.body.items).toMatchObject([{ id, label: 'Rack 7', createdBy: 'admin@example.org' }])
  expect(listed.text).not.toContain(token)
  const enrol = (joinToken: string, name: string) =>
    one.ask({ method: 'POST', path: '/link/enrol', body: { protocol: PROTOCOL, joinToken, name } })
  expect((await one.as('admin', 'DELETE', `/hosts/join-tokens/${id}`)).status).toBe(204)
  expect((await enrol(token, 'late')).status).toBe(401)
  expect((await one.as('admin', 'GET', '/hosts/join-tokens')).body.items).toEqual([])
  expect((await one.as('admin', 'DELETE', `/hosts/join-tokens/${id}`)).status).toBe(404)
})

test('a token that is spent or too old is listed no more and cannot be taken back', async () => {
  const { body } = await one.as('admin', 'POST', '/hosts/join-tokens')
  await one.db.update(joinTokens).set({ usedAt: new Date() }).where(eq(joinTokens.id, body.id))
  const old = await one.as('admin', 'POST', '/hosts/join-tokens')
  await one.db
    .update(joinTokens)
    .set({ expiresAt: new Date(0) })
    .where(eq(joinTokens.id, old.body.id))
  expect((await one.as('admin', 'GET', '/hosts/join-tokens')).body.items).toEqual([])
  expect((await one.as('admin', 'DELETE', `/hosts/join-tokens/${body.id}`)).status).toBe(404)
})

test('every route of hosts is in the OpenAPI document with the status it answers', async () => {
  const { body } = await one.ask({ method: 'GET', path: '/api/v1/openapi.json' })
  const of = (path: string, method: string) => Object.keys(body.paths[path][method].responses)[0]
  expect(of('/hosts', 'get')).toBe('200')
  expect(of('/hosts/{id}', 'patch')).toBe('200')
  expect(of('/hosts/{id}/drain', 'post')).toBe('204')
  expect(of('/hosts/join-tokens', 'post')).toBe('201')
  expect(of('/hosts/join-tokens/{id}', 'delete')).toBe('204')
  expect(of('/sources/probe', 'post')).toBe('200')
  expect(of('/channels/import', 'post')).toBe('200')
})
