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

test('before anything is set, and after nothing is said, the settings are the defaults', async () => {
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
    detail: {
      changed: {
        stallSeconds: { before: 30, after: 12 },
        sourceAllowCidrs: { before: [], after: ['10.1.0.0/16'] },
      },
    },
  })
})

test('what is left out stays, null takes a limit away, and no change tells no host', async () => {
  const { agent } = await one.agent('three')
  await expect.poll(() => agent.snapshots.length).toBe(1)
  await put({ sourceAllowCidrs: ['10.2.0.0/16'], maxConcurrentStarts: 7, stallSeconds: 13 })
  const kept = { sourceAllowCidrs: ['10.2.0.0/16'], maxConcurrentStarts: 7, stallSeconds: 14 }
  expect((await put({ stallSeconds: 14 })).body).toMatchObject(kept)
  expect((await one.as('viewer', 'GET', '/settings')).body).toMatchObject(kept)
  expect((await put({ maxConcurrentStarts: null })).body).toMatchObject({
    ...kept,
    maxConcurrentStarts: null,
  })
  const written = async () => (await one.db.select().from(auditEntries)).length
  const revisions = () => one.db.select({ at: hosts.desiredRevision }).from(hosts)
  const before = [await written(), await revisions()]
  for (const body of [{}, { stallSeconds: 14 }]) expect((await put(body)).status).toBe(200)
  expect([await written(), await revisions()]).toEqual(before)
})

test('changes of different settings at the same moment all stay', async () => {
  const bodies = [{ stallSeconds: 21 }, { slowRetrySeconds: 22 }, { encodingMaxRestarts: 23 }]
  const answers = await Promise.all(bodies.map(put))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const all = Object.assign({}, ...bodies)
  expect((await one.as('viewer', 'GET', '/settings')).body).toMatchObject(all)
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
