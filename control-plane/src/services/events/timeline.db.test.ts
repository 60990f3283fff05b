import { randomUUID } from 'node:crypto'
import type { ChannelId, HostId, TimelineGroup } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  addTestChannel,
  enrolTestHost,
  openTestDatabase,
  type TestDatabase,
} from '../../link/test/start-test-link.ts'
import { everyPage, storeAct, storeHappening } from './test/past.ts'
import { channelTimeline } from './timeline.ts'
import { timelineEntry } from './timeline-entry.ts'

let database: TestDatabase
let hostId: HostId
let channelId: ChannelId
const runId = 'abcdefgh-abcdefghijklmnop'

beforeAll(async () => {
  database = await openTestDatabase()
  hostId = (await enrolTestHost(database)).hostId
  channelId = await addTestChannel(database, hostId)
  const other = await addTestChannel(database, hostId)
  await happen(1, 0, {
    kind: 'run-started',
    runId,
    pid: 7,
    sourceId: randomUUID(),
    command: 'ffmpeg',
  })
  // Three at one instant: only their numbers tell their order.
  await happen(2, 5, { kind: 'stalled', runId, silentSeconds: 30 })
  const reason = { class: 'network', code: 'connection-lost', message: 'Lost.' }
  const end = { exitCode: 1, signal: null, asked: false, uptimeSeconds: 5, logTail: ['a', 'b'] }
  await happen(3, 5, { kind: 'run-exited', runId, reason, ...end })
  await happen(4, 5, { kind: 'slate-on', reason })
  await act(channelId, 'channel.restart', 5)
  await act(other, 'channel.stop', 6)
  await act(channelId, 'channel.update', 9)
})
afterAll(() => database?.close())

it('merges what happened with who acted, newest first, and leaves out other channels', async () => {
  const { items, next } = await read()
  expect(items.map(({ kind }) => kind)).toEqual([
    'channel.update',
    'slate-on',
    'run-exited',
    'stalled',
    'channel.restart',
    'run-started',
  ])
  expect(items[0]?.actor).toBe('operator@example.org')
  expect(next).toBeNull()
})

it('pages through entries of one instant without losing or repeating any', async () => {
  const oneByOne = await everyPage((from) => read({ limit: 1, ...from }))
  expect(oneByOne).toEqual((await read()).items)
})

it('narrows to one group, persons among them', async () => {
  const kinds = async (group: TimelineGroup) =>
    (await read({ group })).items.map(({ kind }) => kind)
  expect(await kinds('people')).toEqual(['channel.update', 'channel.restart'])
  expect(await kinds('runs')).toEqual(['run-exited', 'run-started'])
  expect(await kinds('sources')).toEqual([])
})

it('gives the log of an end on demand only', async () => {
  const ended = (await read()).items.find(({ kind }) => kind === 'run-exited')
  expect(ended?.detail).toMatchObject({ logLines: 2 })
  expect(ended?.detail).not.toHaveProperty('logTail')
  const input = { id: channelId, entryId: ended?.id ?? '' }
  expect((await timelineEntry(ctx(), input)).detail).toMatchObject({ logTail: ['a', 'b'] })
})

it('refuses a mark that is none of ours', async () => {
  await expect(read({ before: 'yesterday' })).rejects.toMatchObject({ code: 'bad_request' })
})

const ctx = () => ({ db: database.handle.db, actor: null })
function read(input: { limit?: number; before?: string; group?: TimelineGroup } = {}) {
  return channelTimeline(ctx(), { id: channelId, limit: 50, ...input })
}
const happen = (number: number, second: number, wanted: object) =>
  storeHappening(database.handle.db, { hostId, number, second, channelId }, wanted)
const act = (subjectId: ChannelId, action: string, second: number) =>
  storeAct(database.handle.db, { subjectType: 'channel', subjectId, action, second })
