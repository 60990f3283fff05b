import { type ChannelId, type HostId, ListActivityInput } from '@cashbacktv/contract'
import { alerts, channels, incidents } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  addTestChannel,
  enrolTestHost,
  openTestDatabase,
  type TestDatabase,
} from '../../link/test/start-test-link.ts'
import { at, everyPage, storeAct, storeHappening } from '../events/test/past.ts'
import { listActivity } from './activity.ts'

let database: TestDatabase
let hostId: HostId
let one: ChannelId
let other: ChannelId
const runId = 'abcdefgh-abcdefghijklmnop'
const lost = { class: 'network', code: 'connection-lost', message: '100% lost.' }
const slow = { class: 'resource', code: 'slow', message: 'Too slow.' }
const end = { exitCode: 1, signal: null, uptimeSeconds: 5, logTail: ['a', 'b'] }

beforeAll(async () => {
  database = await openTestDatabase()
  hostId = (await enrolTestHost(database)).hostId
  one = await addTestChannel(database, hostId)
  other = await addTestChannel(database, hostId)
  await database.handle.db.update(channels).set({ name: 'Kanal_One' }).where(eq(channels.id, one))
  await happen(1, 1, one, { kind: 'run-exited', runId, reason: lost, asked: false, ...end })
  await happen(2, 2, one, { kind: 'run-exited', runId, reason: null, asked: true, ...end })
  await happen(3, 3, other, { kind: 'gave-up', reason: slow })
  await act('channel', one, 'channel.start', 4, { priority: 1 })
  await act('host', hostId, 'host.drain-started', 5, { secret: 'x' })
})
afterAll(() => database?.close())

it('tells of all channels, hosts and persons, newest first, with the names they are about', async () => {
  const { items, next } = await read()
  expect(items.map(({ kind }) => kind)).toEqual([
    'host.drain-started',
    'channel.start',
    'gave-up',
    'run-exited',
    'run-exited',
  ])
  expect(items.map(({ channelName }) => channelName)[1]).toBe('Kanal_One')
  expect(items[2]?.hostName).not.toBeNull()
  expect(items[0]).toMatchObject({ channelName: null, detail: {} })
  expect(items[4]?.detail).toMatchObject({ logLines: 2 })
  expect(next).toBeNull()
})

it('narrows to failures, and an end that was asked for is none', async () => {
  expect((await read({ group: 'errors' })).items.map(({ kind }) => kind)).toEqual([
    'gave-up',
    'run-exited',
  ])
  expect((await read({ class: 'network' })).items).toHaveLength(1)
  expect((await read({ hostId, group: 'people' })).items).toEqual([])
})

it('finds part of a reason or of a name, and takes wildcards for what they are', async () => {
  const found = async (search: string) => (await read({ search })).items.length
  expect(await found('TOO SLOW')).toBe(1)
  expect(await found('100%')).toBe(1)
  expect(await found('kanal_one')).toBe(3)
  expect(await found('kanal%one')).toBe(0)
})

it('pages without losing or repeating any', async () => {
  const inTwos = await everyPage((from) => read({ limit: 2, ...from }))
  expect(inTwos).toEqual((await read()).items)
})

it('names the incidents that an entry may belong to, with what they hit and when', async () => {
  const { db } = database.handle
  const cause = { kind: 'channel', channelId: one, name: 'Kanal_One' } as const
  const said = { code: 'alert-channel-dark', params: { name: 'Kanal_One' } } as const
  const open = { since: at(1), openedAt: at(2), tellFrom: at(2), lastRaisedAt: at(2) }
  const [incident] = await db
    .insert(incidents)
    .values({
      key: `channel ${one}`,
      cause,
      said,
      severity: 'critical',
      ...open,
      channels: 1,
      channelsEver: 1,
      viewers: 0,
      overAt: at(40),
    })
    .returning({ id: incidents.id })
  const incidentId = incident?.id
  if (!incidentId) throw new Error('No incident was written')
  const alert = { incidentId, rule: 'channel-dark', severity: 'critical' } as const
  await db.insert(alerts).values({
    ...alert,
    subjectKind: 'channel',
    subjectId: one,
    subjectName: 'Kanal_One',
    hostId,
    since: at(1),
    raisedAt: at(2),
    clearedAt: at(40),
  })
  const { incidents: found } = await read({ channelId: one })
  expect(found).toMatchObject([
    { id: incidentId, overAt: at(40).toISOString(), subjects: [{ kind: 'channel', id: one }] },
  ])
  expect(found[0]?.subjects[0]?.until).toBe(at(40).toISOString())
  expect((await read({ channelId: other })).incidents).toEqual([])
})

function read(input: Partial<ListActivityInput> = {}) {
  return listActivity({ db: database.handle.db, actor: null }, ListActivityInput.parse(input))
}
const happen = (number: number, second: number, channelId: ChannelId, wanted: object) =>
  storeHappening(database.handle.db, { hostId, number, second, channelId }, wanted)
const act = (
  subjectType: string,
  subjectId: string,
  action: string,
  second: number,
  detail: Record<string, unknown>,
) => storeAct(database.handle.db, { subjectType, subjectId, action, second, detail })
