import { auditEntries, joinTokens } from '@cashbacktv/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD, startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
let hostId = ''
beforeAll(async () => {
  one = await startTestPlane()
  hostId = (await one.agent()).hostId
})
afterAll(() => one?.close())

const call = (name: string, body: object) =>
  one.ask({
    method: 'POST',
    path: `/trpc/${name}`,
    body,
    headers: { authorization: `Bearer ${one.tokens.admin}` },
  })
const written = async (run: () => Promise<unknown>) => {
  const before = new Set((await one.db.select().from(auditEntries)).map(({ id }) => id))
  await run()
  const entries = (await one.db.select().from(auditEntries)).filter(({ id }) => !before.has(id))
  return entries.map(({ action, actorEmail, subjectId }) => ({ action, actorEmail, subjectId }))
}
const actorEmail = 'admin@example.org'

test('what an admin does to hosts is written down once, with who did it to what', async () => {
  let token = ''
  const joined = await written(async () => {
    token = (await call('hosts.createJoinToken', { label: 'Rack 7' })).body.result.data.token
  })
  const [row] = await one.db.select().from(joinTokens)
  expect(joined).toEqual([{ action: 'host.join-token-created', actorEmail, subjectId: row?.id }])
  const drained = await written(() => call('hosts.drain', { id: hostId, draining: true }))
  expect(drained).toEqual([{ action: 'host.drain-started', actorEmail, subjectId: hostId }])
  const revoked = await written(() => call('hosts.revoke', { id: hostId }))
  expect(revoked).toEqual([{ action: 'host.credential-revoked', actorEmail, subjectId: hostId }])
  const all = JSON.stringify(await one.db.select().from(auditEntries))
  for (const secret of [token, PASSWORD, one.tokens.admin]) expect(all).not.toContain(secret)
})

test('what was refused or failed is not written down as done', async () => {
  const none = '00000000-0000-4000-8000-000000000000'
  const nothing = await written(async () => {
    expect((await call('hosts.revoke', { id: none })).status).toBe(404)
    expect((await call('hosts.drain', { id: none, draining: true })).status).toBe(404)
    expect((await call('channels.delete', { id: none })).status).toBe(404)
    expect((await call('hosts.createJoinToken', { lifeMinutes: 0 })).status).toBe(422)
    expect((await one.as('viewer', 'PUT', '/settings', {})).status).toBe(403)
  })
  expect(nothing).toEqual([])
})

test('a switch that changes nothing is not written down, each that does is once', async () => {
  const sources = [{ url: 'testcard://640x360@25' }]
  const { body } = await one.as('admin', 'POST', '/channels', { name: 'Switched', sources })
  const entries = await written(async () => {
    for (const verb of ['stop', 'start', 'start', 'stop', 'stop', 'restart']) {
      expect((await one.as('admin', 'POST', `/channels/${body.id}/${verb}`)).status).toBe(202)
    }
  })
  expect(entries.map(({ action }) => action).sort()).toEqual([
    'channel.restart',
    'channel.start',
    'channel.stop',
  ])
})
