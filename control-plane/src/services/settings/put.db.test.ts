import { HostSettings } from '@cashbacktv/contract'
import { auditEntries, hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const put = (body: unknown) => one.as('admin', 'PUT', '/settings', body)

test('before anything is set, and after nothing is, the settings are the defaults', async () => {
  const defaults = HostSettings.parse({})
  expect((await one.as('viewer', 'GET', '/settings')).body).toEqual(defaults)
  expect((await put({})).body).toEqual(defaults)
})

test('what is set is kept, told to every host within a second and written down with who did it', async () => {
  const [first, second] = [await one.agent('one'), await one.agent('two')]
  for (const { agent } of [first, second]) await expect.poll(() => agent.snapshots.length).toBe(1)
  const from = performance.now()
  expect((await put({ stallSeconds: 12, sourceAllowCidrs: ['10.1.0.0/16'] })).status).toBe(200)
  for (const { agent } of [first, second]) {
    await expect
      .poll(() => agent.snapshots.at(-1)?.state.settings.stallSeconds, { interval: 5 })
      .toBe(12)
    expect(agent.snapshots).toHaveLength(2)
  }
  expect(performance.now() - from).toBeLessThan(1000)
  expect((await one.as('viewer', 'GET', '/settings')).body.stallSeconds).toBe(12)
  const entries = await one.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, 'settings.put'))
  expect(entries.at(-1)).toMatchObject({
    actorEmail: 'admin@example.org',
    detail: { stallSeconds: 12 },
  })
})

test.each([
  [{ stallSeconds: 1 }, 'stallSeconds'],
  [{ stallSeconds: '10' }, 'stallSeconds'],
  [{ maxStopShare: 2 }, 'maxStopShare'],
  [{ maxConcurrentStarts: 0 }, 'maxConcurrentStarts'],
  [{ sourceAllowCidrs: ['10.0.0.256'] }, 'sourceAllowCidrs.0'],
  [{ sourceAllowCidrs: ['10.0.0.0/8', '10.0.0.0/8; drop'] }, 'sourceAllowCidrs.1'],
  [{ encodingMaxRestarts: 1e308 }, 'encodingMaxRestarts'],
  [{ unknown: 1 }, 'unknown'],
])('%j is refused with its field, and changes nothing', async (body, path) => {
  const before = (await one.as('viewer', 'GET', '/settings')).body
  const revisions = await one.db.select({ at: hosts.desiredRevision }).from(hosts)
  const answer = await put(body)
  expect([answer.status, answer.body.error.details[0].path]).toEqual([422, path])
  expect((await one.as('viewer', 'GET', '/settings')).body).toEqual(before)
  expect(await one.db.select({ at: hosts.desiredRevision }).from(hosts)).toEqual(revisions)
})

test('takes an admin', async () => {
  expect((await one.as('operator', 'PUT', '/settings', {})).status).toBe(403)
})
