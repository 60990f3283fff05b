import { ChannelId } from '@cashbacktv/contract'
import { auditEntries, events, hosts, recordings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
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

test('a channel that is brought back after its host was deleted is pinned to none', async () => {
  const { hostId } = await createHost(one.db, 'pinned-to')
  const id = await create('Brought back', hostId)
  expect((await view(id)).pinned).toBe(true)
  expect((await one.as('operator', 'DELETE', `/channels/${id}`)).status).toBe(204)
  expect((await remove(hostId)).status).toBe(204)
  await one.as('operator', 'POST', `/channels/${id}/restore`)
  expect(await view(id)).toMatchObject({ id, pinned: false })
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

const HOUR_MS = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()
const record = async (channelId: string, span: object = {}) => {
  const asked = { channelId, name: 'The final', ...span }
  const { status, body } = await one.as('operator', 'POST', '/recordings', asked)
  expect(status).toBe(201)
  return body.id as string
}
const recording = async (id: string) => (await one.as('viewer', 'GET', `/recordings/${id}`)).body

test('what is planned or under way goes on where the channel goes, and what is lost is said', async () => {
  const { hostId } = await createHost(one.db, 'recorder')
  const { hostId: next } = await createHost(one.db, 'recorder-next')
  const id = await create('Recorded', hostId)
  const planned = await record(id, { from: inHours(1) })
  const running = await record(id)
  const over = await record(id, { from: inHours(-2), to: inHours(-1) })
  const gone = await create('Deleted before', hostId)
  const ofGone = await record(gone, { from: inHours(1) })
  await one.as('operator', 'DELETE', `/channels/${gone}`)
  const begun = (await recording(running)).from
  const listed = (await one.as('viewer', 'GET', '/hosts')).body.items
  const counted = listed.find((host: { id: string }) => host.id === hostId)
  expect(counted.recordings).toEqual({ kept: 2, ahead: 3 })
  const before = await recording(planned)
  expect((await remove(hostId, `?moveTo=${next}`)).status).toBe(204)
  expect(await recording(planned)).toMatchObject({ hostId: next, from: before.from, to: before.to })
  const after = await recording(running)
  expect([after.hostId, after.from > begun]).toEqual([next, true])
  expect((await one.as('viewer', 'GET', `/recordings/${over}`)).status).toBe(404)
  expect((await one.as('viewer', 'GET', `/recordings/${ofGone}`)).status).toBe(404)
  const entries = await one.db.select().from(auditEntries)
  const said = entries.find(({ subjectId, action }) => {
    return subjectId === hostId && action === 'host.delete'
  })
  expect(said?.detail).toMatchObject({ recordingsLost: 2, recordingsMoved: 2 })
})

test('recordings that would have nowhere to go on, or no room, keep their host', async () => {
  const { hostId } = await createHost(one.db, 'planner')
  const { hostId: next } = await createHost(one.db, 'planner-next')
  const id = await create('Planned', hostId)
  const planned = await record(id, { from: inHours(1) })
  const alone = await remove(hostId)
  expect([alone.status, alone.body.error.details[0]]).toMatchObject([
    422,
    { path: 'moveTo', code: 'host-has-recordings' },
  ])
  const other = await create('Full', next)
  const row = { channelId: ChannelId.parse(other), hostId: next, name: 'Old', key: 'k' }
  const full = Array(500).fill({ ...row, kind: 'past', startsAt: new Date(), endsAt: new Date() })
  await one.db.insert(recordings).values(full)
  const crowded = await remove(hostId, `?moveTo=${next}`)
  expect([crowded.status, crowded.body.error.details[0].code]).toEqual([422, 'recording-many'])
  expect(await recording(planned)).toMatchObject({ hostId })
  await one.db.delete(recordings).where(eq(recordings.hostId, next))
  expect((await remove(hostId, `?moveTo=${next}`)).status).toBe(204)
})

test('what comes every week is planned again once its channel has a host', async () => {
  const { hostId } = await createHost(one.db, 'weekly')
  const id = await create('Weekly', hostId)
  const weekly = { days: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '00:00' }
  const plan = { channelId: id, name: 'Every day', timeZone: 'Europe/Istanbul', weekly }
  const { body } = await one.as('operator', 'POST', '/recordings-weekly', plan)
  const planned = () => one.db.select().from(recordings).where(eq(recordings.planId, body.id))
  const begins = async () => (await planned()).map(({ startsAt }) => +startsAt).toSorted()
  await expect.poll(async () => (await planned()).length, { timeout: 15_000 }).toBe(2)
  const before = await begins()
  expect((await remove(hostId)).status).toBe(204)
  await expect.poll(async () => (await planned()).length, { timeout: 30_000 }).toBe(2)
  expect(await begins()).toEqual(before)
  const { hostId: placed } = await view(id)
  expect((await planned()).map((row) => row.hostId)).toEqual([placed, placed])
})
