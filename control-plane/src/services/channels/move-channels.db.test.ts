import type { BulkChannelResult } from '@cashbacktv/contract'
import { auditEntries, hosts } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CAPABILITIES, helloOf, reportOf } from '../../link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const GONE = '10000000-0000-4000-8000-00000000dead'
let one: TestPlane
let here: Awaited<ReturnType<TestPlane['agent']>>
let there: Awaited<ReturnType<TestPlane['agent']>>

beforeAll(async () => {
  one = await startTestPlane()
  ;[here, there] = [await one.agent('here'), await one.agent('there')]
})
beforeEach(async () => {
  for (const { agent, hostId } of [here, there]) await agent.link.report.mutate(reportOf(hostId))
})
afterAll(() => one?.close())

async function create(name: string, hostId: string | null = here.hostId) {
  const sources = [{ url: 'testcard://640x360@25' }]
  const { body } = await one.as('operator', 'POST', '/channels', { name, sources, hostId })
  return body.id as string
}
const move = (channelIds: string[], action: object, dryRun = false) =>
  one.as('operator', 'POST', '/channels/bulk', {
    channelIds,
    dryRun,
    action: { kind: 'move', ...action },
  })
const view = async (id: string) => (await one.as('viewer', 'GET', `/channels/${id}`)).body
const revisionOf = async (hostId: typeof here.hostId) => {
  const [host] = await one.db.select().from(hosts).where(eq(hosts.id, hostId))
  return host?.desiredRevision ?? 0
}
const effects = (body: { channels: BulkChannelResult[] }) =>
  body.channels.map(({ outcome, effect, obstacle }) => obstacle ?? `${outcome} ${effect}`)

test('many move together: what it does is said before, each host is told once, and it is written down', async () => {
  const [on, off] = [await create('Moves on'), await create('Moves off')]
  await one.as('operator', 'POST', `/channels/${on}/start`)
  const before = [await revisionOf(here.hostId), await revisionOf(there.hostId)]
  const preview = await move([on, off, GONE], { hostId: there.hostId }, true)
  expect(effects(preview.body)).toEqual(['done moves', 'done none', 'missing'])
  expect(await view(on)).toMatchObject({ hostId: here.hostId, pinned: true })
  const { body } = await move([on, off, GONE], { hostId: there.hostId })
  expect(effects(body)).toEqual(effects(preview.body))
  expect(body.channels[0].previous).toMatchObject({ hostId: here.hostId, pinned: true })
  for (const id of [on, off]) {
    expect(await view(id)).toMatchObject({ hostId: there.hostId, hostName: 'there', pinned: true })
  }
  const after = [await revisionOf(here.hostId), await revisionOf(there.hostId)]
  expect(after).toEqual(before.map((revision) => revision + 1))
  const { action, subjectId } = auditEntries
  const where = and(eq(action, 'channel.move'), eq(subjectId, on))
  const [entry] = await one.db.select().from(auditEntries).where(where)
  expect(entry).toMatchObject({
    actorEmail: 'operator@example.org',
    detail: { together: 2, changed: { hostId: { before: here.hostId, after: there.hostId } } },
  })
})

test('the old host is told by name what it is to let go of, and the new one what it has', async () => {
  const id = await create('Handed over')
  await move([id], { hostId: there.hostId })
  const heardBy = (host: typeof here) => host.agent.snapshots.at(-1)?.state
  await expect.poll(() => heardBy(here)?.removed).toContain(id)
  await expect.poll(() => heardBy(there)?.channels.map((channel) => channel.id)).toContain(id)
  expect(heardBy(here)?.channels.map((channel) => channel.id)).not.toContain(id)
})

test('left to placement, one stays where its host is well and leaves a host that drains', async () => {
  const id = await create('Drained')
  expect(effects((await move([id], { hostId: null })).body)).toEqual(['done none'])
  expect(await view(id)).toMatchObject({ hostId: here.hostId, pinned: false })
  await one.db.update(hosts).set({ draining: true }).where(eq(hosts.id, here.hostId))
  await move([id], { hostId: null })
  expect(await view(id)).toMatchObject({ hostId: there.hostId, pinned: false })
  await one.db.update(hosts).set({ draining: false }).where(eq(hosts.id, here.hostId))
})

test('another address on the other host is told of before', async () => {
  const id = await create('Addressed')
  const [plain] = (await move([id], { hostId: there.hostId }, true)).body.channels
  expect(plain.newAddress).toBe(false)
  const capabilities = { ...CAPABILITIES, playbackBaseUrl: 'https://edge.example' }
  await there.agent.link.hello.mutate(helloOf({ capabilities }))
  await expect
    .poll(
      async () => (await move([id], { hostId: there.hostId }, true)).body.channels[0].newAddress,
    )
    .toBe(true)
})

test('HEVC pinned to a host whose agent is of before it is told to be H.264 until that is updated', async () => {
  const id = await create('Of a newer codec')
  const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code)
  const output = { codec: 'hevc' }
  const set = (change: object) => one.as('operator', 'PUT', `/channels/${id}`, change)
  expect(codes((await set({ hostId: there.hostId })).body)).toEqual([])
  expect(codes((await set({ output })).body)).toEqual(['hevc-before-agent'])
  const updated = { ...CAPABILITIES, gpuHevc: [] }
  await there.agent.link.hello.mutate(helloOf({ capabilities: updated }))
  await expect.poll(async () => codes(await view(id))).toEqual([])
})

test('a host that is not there is refused with its field, and a viewer at all', async () => {
  const id = await create('Refused')
  const { status, body } = await move([id], { hostId: GONE })
  expect([status, body.error.details[0].path]).toEqual([422, 'action.hostId'])
  const input = { channelIds: [id], action: { kind: 'move', hostId: there.hostId } }
  expect((await one.as('viewer', 'POST', '/channels/bulk', input)).status).toBe(403)
})

test('the form moves by the same way: a channel put on another host is no longer on the first', async () => {
  const id = await create('By form')
  const { body } = await one.as('operator', 'PUT', `/channels/${id}`, { hostId: there.hostId })
  expect(body).toMatchObject({ hostId: there.hostId, pinned: true })
  const wrong = await one.as('operator', 'PUT', `/channels/${id}`, { hostId: GONE })
  expect([wrong.status, wrong.body.error.details[0].path]).toEqual([422, 'hostId'])
})
