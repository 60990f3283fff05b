import { ChannelId, HostId } from '@cashbacktv/contract'
import { auditEntries, channels, events, hosts, recordings } from '@cashbacktv/db'
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
  expect(counted.recordings).toEqual({ kept: 2, ahead: 2 })
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

/** A host keeps no more than so many. */
async function fill(name: string, host: string): Promise<void> {
  const channelId = ChannelId.parse(await create(name, host))
  const row = { channelId, hostId: HostId.parse(host), name: 'Old', key: 'k' }
  const full = Array(500).fill({ ...row, kind: 'past', startsAt: new Date(), endsAt: new Date() })
  await one.db.insert(recordings).values(full)
}
const empty = (host: string) => {
  return one.db.delete(recordings).where(eq(recordings.hostId, HostId.parse(host)))
}
const place = (id: string, hostId: HostId | null) =>
  one.db
    .update(channels)
    .set({ hostId })
    .where(eq(channels.id, ChannelId.parse(id)))

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
  await fill('Full', next)
  const params = { name: 'planner', to: 'planner-next', count: 1, room: 0 }
  const noRoom = { path: 'moveTo', code: 'host-recordings-no-room', params }
  const crowded = await remove(hostId, `?moveTo=${next}`)
  expect([crowded.status, crowded.body.error.details[0]]).toMatchObject([422, noRoom])
  // The one that is full is said, also where it is not the one that is chosen.
  const { hostId: third } = await createHost(one.db, 'planner-third')
  await place(id, next)
  const behind = await remove(hostId, `?moveTo=${third}`)
  expect([behind.status, behind.body.error.details[0]]).toMatchObject([422, noRoom])
  expect(await recording(planned)).toMatchObject({ hostId })
  await empty(next)
  expect((await remove(hostId)).status).toBe(204)
  expect(await recording(planned)).toMatchObject({ hostId: next })
})

/** A channel with what it is recorded every day, once two of it are planned. */
async function createDaily(name: string, hostId: string) {
  const id = await create(name, hostId)
  const weekly = { days: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '00:00' }
  const plan = { channelId: id, name: 'Every day', timeZone: 'Europe/Istanbul', weekly }
  const { body } = await one.as('operator', 'POST', '/recordings-weekly', plan)
  const planned = () => one.db.select().from(recordings).where(eq(recordings.planId, body.id))
  const begins = async () => (await planned()).map(({ startsAt }) => +startsAt).toSorted()
  await expect.poll(begins, { timeout: 15_000 }).toHaveLength(2)
  return { id, planned, begins }
}

test('what comes every week is planned again once its channel has a host', async () => {
  const { hostId } = await createHost(one.db, 'weekly')
  const { id, planned, begins } = await createDaily('Weekly', hostId)
  const before = await begins()
  expect((await remove(hostId)).status).toBe(204)
  await expect.poll(begins, { timeout: 30_000 }).toEqual(before)
  const { hostId: placed } = await view(id)
  expect((await planned()).map((row) => row.hostId)).toEqual([placed, placed])
})

test('what comes every week keeps no host for want of room, and is planned again once there is', async () => {
  const { hostId } = await createHost(one.db, 'weekly-behind')
  const { hostId: next } = await createHost(one.db, 'weekly-full')
  const { id, planned, begins } = await createDaily('Left for want of room', hostId)
  const before = await begins()
  await fill('Fills', next)
  await place(id, next)
  expect((await remove(hostId)).status).toBe(204)
  expect(await planned()).toEqual([])
  await empty(next)
  await expect.poll(begins, { timeout: 30_000 }).toEqual(before)
  expect((await planned()).map((row) => row.hostId)).toEqual([next, next])
})

test('what comes every week of a deleted channel is planned again when that is brought back', async () => {
  const { hostId } = await createHost(one.db, 'weekly-deleted')
  const { id, begins } = await createDaily('Comes back', hostId)
  const before = await begins()
  expect((await one.as('operator', 'DELETE', `/channels/${id}`)).status).toBe(204)
  expect((await remove(hostId)).status).toBe(204)
  expect(await begins()).toEqual([])
  await one.as('operator', 'POST', `/channels/${id}/restore`)
  await expect.poll(begins, { timeout: 30_000 }).toEqual(before)
})

test('a recording whose channel waits for a host goes on where the channels of its host go', async () => {
  const { hostId } = await createHost(one.db, 'waits')
  const { hostId: next } = await createHost(one.db, 'waits-next')
  const id = await create('Waits', hostId)
  const planned = await record(id, { from: inHours(1) })
  await one.db.update(hosts).set({ draining: true })
  await place(id, null)
  expect((await remove(hostId, `?moveTo=${next}`)).status).toBe(204)
  expect(await recording(planned)).toMatchObject({ hostId: next })
  await one.db.update(hosts).set({ draining: false })
})
