import { RecordingId } from '@cashbacktv/contract'
import { auditEntries, channels, recordings } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CAPABILITIES, helloOf, reportOf } from '../../link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const HOUR_MS = 3_600_000
const EDGE = 'https://edge.example'

let one: TestPlane
let here: Awaited<ReturnType<TestPlane['agent']>>
let there: Awaited<ReturnType<TestPlane['agent']>>
let channelId: string

beforeAll(async () => {
  one = await startTestPlane()
  ;[here, there] = [await one.agent('here'), await one.agent('there')]
  const capabilities = { ...CAPABILITIES, playbackBaseUrl: EDGE }
  await here.agent.link.hello.mutate(helloOf({ capabilities }))
  for (const { agent, hostId } of [here, there]) await agent.link.report.mutate(reportOf(hostId))
  channelId = await channel('News')
})
afterAll(() => one?.close())

async function channel(name: string): Promise<string> {
  const sources = [{ url: 'testcard://640x360@25' }]
  const asked = { name, sources, hostId: here.hostId }
  return (await one.as('operator', 'POST', '/channels', asked)).body.id
}
const record = (asked: object) =>
  one.as('operator', 'POST', '/recordings', { channelId, name: 'The final', ...asked })
const wantedOf = (host: typeof here) => host.agent.snapshots.at(-1)?.state.recordings ?? []
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()
const actsOn = (id: string) =>
  one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))

test('begun and stopped by hand, the host is told each time, and who did it is written down', async () => {
  const { status, body } = await record({ isExported: true, keepDays: 7 })
  expect(status).toBe(201)
  expect(body).toMatchObject({ kind: 'manual', channelName: 'News', hostName: 'here' })
  expect(Date.parse(body.to) - Date.parse(body.from)).toBe(24 * HOUR_MS)
  const spec = () => wantedOf(here).find(({ id }) => id === body.id)
  await expect.poll(spec).toMatchObject({ channelId, from: body.from, isExported: true })
  const key = spec()?.key ?? ''
  const base = `${EDGE}/streams/_/${channelId}/recordings/${key}`
  expect([body.playUrl, body.downloadUrl]).toEqual([`${base}/index.m3u8`, null])
  const stopped = await one.as('operator', 'POST', `/recordings/${body.id}/stop`)
  const left = Date.parse(stopped.body.expiresAt) - Date.parse(stopped.body.to)
  expect(left).toBe(7 * 24 * HOUR_MS)
  await expect.poll(() => spec()?.to).toBe(stopped.body.to)
  expect((await one.as('operator', 'POST', `/recordings/${body.id}/stop`)).status).toBe(409)
  const acts = await actsOn(body.id)
  expect(acts.map(({ action }) => action)).toEqual(['recording.create', 'recording.stop'])
  // Whoever has the key may play it: it is nowhere but in answers.
  const stored = await one.db.execute(sql`select key from recordings where id = ${body.id}`)
  expect(JSON.stringify([acts, stored, one.log])).not.toContain(key)
})

test('what its host says of it is shown, and its file has an address once it is there', async () => {
  const { body } = await record({ from: ago(2), to: ago(1) })
  expect(body.kind).toBe('past')
  expect((await one.as('operator', 'POST', `/recordings/${body.id}/export`)).body.isExported).toBe(
    true,
  )
  const file = { state: 'ready', progress: 1, bytes: 10, sha256: 'a'.repeat(64), seconds: 3598 }
  const observed = {
    id: RecordingId.parse(body.id),
    state: 'kept' as const,
    begin: ago(2),
    end: ago(1),
    seconds: 3598,
    bytes: 10,
    seams: 2,
    gaps: 1,
    missingSeconds: 2,
    file: { ...file, state: 'ready' as const, chapters: 3, reason: null },
  }
  const report = { ...reportOf(here.hostId), recordings: [observed] }
  await here.agent.link.report.mutate(report as Parameters<typeof here.agent.link.report.mutate>[0])
  const found = async () => (await one.as('viewer', 'GET', `/recordings/${body.id}`)).body
  await expect.poll(async () => (await found()).observed).toEqual(observed)
  // Another host has nothing to say of it, before or after.
  const { file: _file, ...seen } = observed
  const lies = [{ ...seen, state: 'lost' as const }]
  await there.agent.link.report.mutate({ ...reportOf(there.hostId), recordings: lies })
  expect((await found()).observed).toEqual(observed)
  expect((await found()).downloadUrl).toMatch(/\/recordings\/[0-9a-f]{32}\/recording\.mp4$/)
  const { items } = (await one.as('viewer', 'GET', `/recordings?channelId=${channelId}`)).body
  expect(items.map(({ id }: { id: string }) => id)).toContain(body.id)
  expect((await one.as('operator', 'DELETE', `/recordings/${body.id}`)).status).toBe(204)
  await expect.poll(() => wantedOf(here).some(({ id }) => id === body.id)).toBe(false)
  expect((await one.as('viewer', 'GET', `/recordings/${body.id}`)).status).toBe(404)
})

test('sent again with its id it is made once', async () => {
  const id = '20000000-0000-4000-8000-000000000001'
  const [first, second] = [await record({ id }), await record({ id, name: 'Again' })]
  expect(second.body).toMatchObject({ id, name: first.body.name, from: first.body.from })
})

test.each([
  ['an end before its begin', { from: ago(1), to: ago(2) }, 'to', 'recording-ends-first'],
  ['more than a day', { from: ago(30), to: ago(1) }, 'to', 'recording-long'],
  ['hours and an end', { rollingHours: 3, to: ago(1) }, 'rollingHours', 'recording-rolls'],
  ['no name', { name: ' ' }, 'name', 'recording-name-empty'],
])('%s is refused at its field', async (_, asked, path, code) => {
  const { status, body } = await record(asked)
  expect([status, body.error.details[0].path, body.error.details[0].code]).toEqual([
    422,
    path,
    code,
  ])
})

test('a part stays where the whole is, and the newest hours go on until they are stopped', async () => {
  const { body: rolling } = await record({ rollingHours: 6 })
  expect(rolling).toMatchObject({ kind: 'rolling', rollingHours: 6, to: null, expiresAt: null })
  const refused = await one.as('operator', 'POST', `/recordings/${rolling.id}/export`)
  expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict'])
  const other = await channel('Other')
  const cut = { from: ago(2), to: ago(1), partOf: rolling.id }
  expect((await record({ ...cut, channelId: other })).status).toBe(422)
  expect((await record(cut)).body).toMatchObject({ kind: 'past', hostId: here.hostId })
})

test('of a channel that moves what there is stays, and the rest is recorded where it is now', async () => {
  const moving = await channel('Moving')
  const { body: running } = await record({ channelId: moving })
  const later = { from: new Date(Date.now() + HOUR_MS).toISOString() }
  const { body: planned } = await record({ channelId: moving, ...later })
  expect(planned.kind).toBe('planned')
  await one.as('operator', 'POST', '/channels/bulk', {
    channelIds: [moving],
    dryRun: false,
    action: { kind: 'move', hostId: there.hostId },
  })
  const ofMoving = (host: typeof here) =>
    wantedOf(host).filter((recording) => recording.channelId === moving)
  await expect.poll(() => ofMoving(there).length, { timeout: 15_000 }).toBe(2)
  await expect.poll(() => ofMoving(here).length).toBe(1)
  const [before] = ofMoving(here)
  const after = ofMoving(there).find(({ id }) => id !== planned.id)
  expect([before?.id, before?.to]).toEqual([running.id, after?.from])
  expect([after?.to, after?.key === before?.key]).toEqual([running.to, false])
  // Of a channel that is deleted it stays as well.
  await one.as('operator', 'DELETE', `/channels/${moving}`)
  expect((await one.as('viewer', 'GET', `/recordings/${running.id}`)).status).toBe(200)
})

test('when its days are over it goes by itself', async () => {
  const { body } = await record({ from: ago(60), to: ago(50), keepDays: 1 })
  await expect
    .poll(() => one.db.$count(recordings, eq(recordings.id, body.id)), { timeout: 15_000 })
    .toBe(0)
})

test('a channel on no host is not recorded', async () => {
  const id = await channel('Nowhere')
  await one.db.update(channels).set({ hostId: null }).where(sql`id = ${id}`)
  const { status, body } = await record({ channelId: id })
  expect([status, body.error.message]).toEqual([409, expect.stringContaining('on no host')])
})

test('uploaded where there is a bucket: its host is told as what, and a file is made in any case', async () => {
  const { body } = await record({ from: ago(2), to: ago(1) })
  const spec = (id: string) => wantedOf(here).find((one) => one.id === id)
  await expect.poll(() => spec(body.id)).toMatchObject({ isExported: false, uploadedAs: null })
  const upload = () => one.as('operator', 'POST', `/recordings/${body.id}/upload`)
  const refused = await upload()
  expect([refused.status, refused.body.error.messageCode]).toEqual([409, 'bucket-none'])
  const bucket = {
    endpoint: 'https://s3.example',
    bucket: 'recordings',
    accessKey: 'K',
    secret: 'S',
  }
  await one.as('admin', 'PUT', '/settings/recording-bucket', { bucket })
  expect((await upload()).body).toMatchObject({ isExported: true, isUploaded: true })
  await expect.poll(() => spec(body.id)).toMatchObject({ isExported: true, uploadedAs: 'news' })
  expect((await upload()).status).toBe(200)
  expect((await actsOn(body.id)).map(({ action }) => action)).toEqual([
    ...['recording.create', 'recording.upload'],
  ])
  expect((await one.as('viewer', 'POST', `/recordings/${body.id}/upload`)).status).toBe(403)
  const asked = await record({ from: ago(2), to: ago(1), isUploaded: true })
  expect(asked.body).toMatchObject({ isExported: true, isUploaded: true })
})

test('what is planned every week is known to its host a day before, once, and goes with its plan', async () => {
  const id = await channel('Weekly')
  const weekly = { days: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '00:00' }
  const named = { channelId: id, name: 'Every day', timeZone: 'Europe/Istanbul' }
  const asked = { ...named, weekly, isUploaded: true }
  const { status, body } = await one.as('operator', 'POST', '/recordings-weekly', asked)
  expect([status, body.channelName]).toEqual([201, 'Weekly'])
  const ofPlan = () => one.db.select().from(recordings).where(eq(recordings.planId, body.id))
  // The one of now, and the next.
  await expect.poll(async () => (await ofPlan()).length, { timeout: 15_000 }).toBe(2)
  const [first, second] = (await ofPlan()).toSorted((a, b) => +a.startsAt - +b.startsAt)
  if (!first || !second) throw new Error('There are none.')
  expect(first.endsAt).toEqual(second.startsAt)
  const told = () => wantedOf(here).find((one) => one.id === second.id)
  await expect.poll(told).toMatchObject({ isExported: true, uploadedAs: 'weekly' })
  await one.as('operator', 'DELETE', `/recordings/${second.id}`)
  // Another plan that has become recordings says that a round has passed.
  const other = await one.as('operator', 'POST', '/recordings-weekly', asked)
  const ofOther = eq(recordings.planId, other.body.id)
  await expect.poll(() => one.db.$count(recordings, ofOther), { timeout: 15_000 }).toBe(2)
  expect(await ofPlan()).toHaveLength(1)
  await one.as('operator', 'DELETE', `/recordings-weekly/${other.body.id}`)
  expect((await one.as('operator', 'DELETE', `/recordings-weekly/${body.id}`)).status).toBe(204)
  expect((await one.as('viewer', 'GET', '/recordings-weekly')).body.items).toEqual([])
  // What has begun stays.
  expect((await one.as('viewer', 'GET', `/recordings/${first.id}`)).status).toBe(200)
})
