import type { HostId } from '@cashbacktv/contract'
import { auditEntries } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportOf } from '../../link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
let small: Awaited<ReturnType<TestPlane['agent']>>
let large: Awaited<ReturnType<TestPlane['agent']>>
beforeAll(async () => {
  one = await startTestPlane()
  ;[small, large] = [await one.agent('small'), await one.agent('large')]
})
afterAll(() => one?.close())

/** Two hosts of two cores, of which channels hold so much. */
async function hold(onSmall: number, onLarge: number) {
  const say = (host: typeof small, heldCores: number) => {
    const capacity = {
      cores: 2,
      reserveCores: 0.24,
      otherCores: 0,
      heldCores,
      waiting: 0,
      holders: [],
    }
    return host.agent.link.report.mutate(reportOf(host.hostId, { capacity }))
  }
  await Promise.all([say(small, onSmall), say(large, onLarge)])
}

async function create(name: string, hostId: HostId | null = null) {
  const sources = [{ url: 'testcard://1280x720@25' }]
  const { body } = await one.as('operator', 'POST', '/channels', { name, sources, hostId })
  return body.id as string
}
const start = (id: string, body?: unknown) =>
  one.as('operator', 'POST', `/channels/${id}/start`, body)

test('a channel that is not pinned starts where it fits, and waits with the figures where it fits nowhere', async () => {
  await hold(1.7, 0)
  const fits = await create('Fits')
  expect((await start(fits)).body.hostId).toBe(large.hostId)
  await hold(1.7, 1.7)
  const waits = await create('Waits')
  const { status, body } = await start(waits)
  expect(status).toBe(202)
  expect(body).toMatchObject({ hostId: null, phase: 'unplaced', startAnyway: false })
  expect(body.reason).toMatchObject({ class: 'resource', code: 'no-capacity' })
  expect(body.reason.message).toContain('large 0.06 of 1.76')
})

test('many start where each fits, and each sees what those before it are given', async () => {
  const bulk = (kind: string, channelIds: string[]) =>
    one.as('operator', 'POST', '/channels/bulk', { channelIds, action: { kind } })
  const there = (await one.as('viewer', 'GET', '/channels')).body.items
  await bulk(
    'delete',
    there.map(({ id }: { id: string }) => id),
  )
  const ids = [await create('First'), await create('Second')]
  await hold(1.7, 1)
  expect((await bulk('start', ids)).status).toBe(200)
  const views = await Promise.all(ids.map((id) => one.as('viewer', 'GET', `/channels/${id}`)))
  expect(views.map(({ body }) => body.hostId)).toEqual([large.hostId, null])
})

test('a pinned channel stays where it is pinned', async () => {
  await hold(1.7, 0)
  const pinned = await create('Pinned', small.hostId)
  expect((await start(pinned)).body.hostId).toBe(small.hostId)
})

test('started anyway it gets a host, is told so, and is shown and written down as such until it is stopped', async () => {
  await hold(1.7, 1.7)
  const id = await create('Anyway')
  expect((await start(id)).body.hostId).toBeNull()
  const { body } = await start(id, { anyway: true })
  expect(body).toMatchObject({ startAnyway: true, hostId: expect.any(String) })
  const host = body.hostId === small.hostId ? small : large
  const onHost = () => host.agent.snapshots.at(-1)?.state.channels.find((spec) => spec.id === id)
  await expect.poll(onHost).toMatchObject({ on: true, startAnyway: true })
  const entries = await one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  expect(entries.map(({ detail }) => detail)).toContainEqual({
    name: 'Anyway',
    anyway: true,
    changed: {
      startAnyway: { before: false, after: true },
      hostId: { before: null, after: body.hostId },
    },
  })
  await one.as('operator', 'POST', `/channels/${id}/stop`)
  const view = await one.as('viewer', 'GET', `/channels/${id}`)
  expect(view.body).toMatchObject({ startAnyway: false, desired: 'off' })
})

test('what is not a yes or a no is refused, and a start without a body is a plain one', async () => {
  const id = await create('Odd')
  expect((await start(id, { anyway: 'please' })).status).toBe(422)
  expect((await start(id, { force: true })).status).toBe(422)
  await hold(0, 0)
  expect((await start(id)).status).toBe(202)
})
