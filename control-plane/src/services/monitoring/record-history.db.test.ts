import { ChannelObservation, HostId } from '@cashbacktv/contract'
import { createDb, type DbHandle, hostHistory } from '@cashbacktv/db'
import { createTestDatabase, type TestDatabase } from '@cashbacktv/db/test'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { reportOf } from '../../link/test/test-agent.ts'
import { memoryLiveStore } from '../../live/memory-live-store.ts'
import { createLiveView } from '../../live/view/live-view.ts'
import { createHost } from '../hosts/create-host.ts'
import { readHistory } from './read-history.ts'
import { recordHistory } from './record-history.ts'

const START = Date.parse('2026-11-23T12:00:00Z')

let database: TestDatabase
let handle: DbHandle
let hostId: HostId
let now = START

beforeAll(async () => {
  database = await createTestDatabase()
  handle = createDb(database.url)
  hostId = (await createHost(handle.db, 'one')).hostId
})
beforeEach(async () => {
  now = START
  await handle.db.delete(hostHistory)
})
afterAll(async () => {
  await handle.close()
  await database.drop()
})

/** An instance of the control plane, as far as charts go. */
function start(db = handle.db) {
  const live = memoryLiveStore()
  const ctx = { db, live, now: () => new Date(now), log: { warn: () => {} } }
  const view = createLiveView(ctx)
  const recorder = recordHistory(ctx)
  return {
    ...recorder,
    hear: (onAir: number, of = hostId) => live.putReport(reportAt(of, onAir)),
    course: async (input: object = { hostId }) => {
      const { points } = await readHistory({ ...ctx, view }, { range: '5m', ...input })
      return points.channelsOnAir ?? []
    },
    async end() {
      view.close()
      await live.close()
    },
  }
}

test('what one instance wrote every other answers, after a restart too', async () => {
  const first = start()
  await first.hear(3)
  now += 5000
  await first.hear(5)
  await first.write()
  now += 5000
  await first.write()
  const second = start()
  expect((await second.course()).slice(-2)).toEqual([3, 5])
  expect(await second.course()).toEqual(await first.course())
  await Promise.all([first.end(), second.end()])
})

test('what is not over when an instance ends is written, and of two that heard parts the longer counts', async () => {
  const first = start()
  const second = start()
  for (const onAir of [2, 2, 2]) await first.hear(onAir)
  await second.hear(9)
  await first.close()
  await second.close()
  now += 5000
  expect((await first.course()).at(-1)).toBe(2)
  await Promise.all([first.end(), second.end()])
})

test('figures of all hosts are added up', async () => {
  const other = (await createHost(handle.db, 'two')).hostId
  const first = start()
  await first.hear(3)
  await first.hear(4, other)
  now += 5000
  await first.write()
  expect((await first.course({})).at(-1)).toBe(7)
  await first.end()
})

test('what could not be written is written when the database is back', async () => {
  const broken = await createTestDatabase()
  const away = createDb(broken.url)
  const first = start(away.db)
  await first.hear(3)
  now += 5000
  await away.sql`alter table host_history rename to elsewhere`
  await expect(first.write()).rejects.toThrow()
  await away.sql`alter table elsewhere rename to host_history`
  await first.write()
  expect((await first.course()).at(-1)).toBe(3)
  await first.end()
  await away.close()
  await broken.drop()
})

test('each length of step goes when its range is over', async () => {
  const first = start()
  await first.hear(3)
  now += 301_000
  await first.write()
  const steps = async () =>
    (await handle.db.select().from(hostHistory)).map(({ stepSeconds }) => stepSeconds).sort()
  expect(await steps()).toEqual([30, 300, 5])
  now += 3_600_000
  const second = start()
  await second.write()
  expect(await steps()).toEqual([300])
  await Promise.all([first.end(), second.end()])
})

function reportAt(of: HostId, onAir: number) {
  const air = {
    ...{ showing: 'live', mediaSequence: 1, segments: 6, lastPublishedAt: null },
    ...{ viewers: 1, sentBytes: 0 },
  }
  const since = new Date(now).toISOString()
  const channels = Array.from({ length: onAir }, () =>
    ChannelObservation.parse({
      ...{ channelId: crypto.randomUUID(), state: 'running', since, reason: null, attempt: 0 },
      ...{ nextTryAt: null, queuePosition: null, restartGeneration: 0, run: null, metrics: null },
      air,
    }),
  )
  return reportOf(HostId.parse(of), { at: since, channels })
}
