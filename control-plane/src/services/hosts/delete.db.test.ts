import { auditEntries, events, hosts } from '@cashbacktv/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventOf, helloOf, reportOf } from '../../link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { createHost } from './create-host.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

async function create(name: string, hostId: string) {
  const sources = [{ url: 'testcard://640x360@25' }]
  const { body } = await one.as('operator', 'POST', '/channels', { name, sources, hostId })
  return body.id as string
}
const remove = (id: string, query = '') => one.as('admin', 'DELETE', `/hosts/${id}${query}`)
const view = async (id: string) => (await one.as('viewer', 'GET', `/channels/${id}`)).body
const names = async () => (await one.db.select().from(hosts)).map(({ name }) => name)

test('a host that is gone is deleted with its channels moved, and what happened there stays', async () => {
  const { hostId } = await createHost(one.db, 'gone')
  const { hostId: next } = await createHost(one.db, 'next')
  const id = await create('Left behind', hostId)
  await one.db.insert(events).values({
    hostId,
    number: 1,
    at: new Date(),
    kind: 'agent-started',
    happening: eventOf(1).happening,
  })
  expect((await remove(hostId, `?moveTo=${next}`)).status).toBe(204)
  expect(await names()).not.toContain('gone')
  expect(await view(id)).toMatchObject({ hostId: next, hostName: 'next', pinned: true })
  expect(await one.db.select().from(events)).toMatchObject([{ hostId: null, number: 1 }])
  const entries = await one.db.select().from(auditEntries)
  expect(entries.find(({ action }) => action === 'host.delete')).toMatchObject({
    subjectId: hostId,
    actorEmail: 'admin@example.org',
    detail: { name: 'gone', channels: 1, movedTo: 'next' },
  })
  expect(
    entries.find(({ action, subjectId }) => action === 'channel.move' && subjectId === id),
  ).toBeDefined()
  expect((await remove(hostId)).status).toBe(404)
})

test('left to placement, its channels are without a host until one is found', async () => {
  const { hostId } = await createHost(one.db, 'no-more')
  const id = await create('Waiting', hostId)
  expect((await remove(hostId)).status).toBe(204)
  expect(await view(id)).toMatchObject({ hostId: null, pinned: false })
})

test('one that is connected has to be empty and confirmed, and is cut off then', async () => {
  const { hostId, agent } = await one.agent('alive')
  await agent.link.hello.mutate(helloOf())
  await agent.link.report.mutate(reportOf(hostId))
  const id = await create('On air', hostId)
  await one.as('operator', 'POST', `/channels/${id}/start`)
  const busy = await remove(hostId, '?confirm=alive')
  expect([busy.status, busy.body.error.details[0].code]).toEqual([409, 'host-runs-channels'])
  await one.as('operator', 'POST', `/channels/${id}/stop`)
  const asked = await remove(hostId, '?confirm=another')
  expect([asked.status, asked.body.error.details[0].code]).toEqual([409, 'host-is-connected'])
  expect(await names()).toContain('alive')
  expect((await remove(hostId, '?confirm=alive')).status).toBe(204)
  await expect.poll(() => agent.closes.length).toBeGreaterThan(0)
})

test('only an administrator deletes, and only to a host that is there', async () => {
  const { hostId } = await createHost(one.db, 'kept')
  expect((await one.as('operator', 'DELETE', `/hosts/${hostId}`)).status).toBe(403)
  const wrong = await remove(hostId, `?moveTo=${hostId}`)
  expect([wrong.status, wrong.body.error.details[0].path]).toEqual([422, 'moveTo'])
  expect(await names()).toContain('kept')
})
