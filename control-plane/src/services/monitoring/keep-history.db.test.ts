import type { ChannelObservation, HostId } from '@cashbacktv/contract'
import { createDb, type DbHandle, history as rows } from '@cashbacktv/db'
import { createTestDatabase, type TestDatabase } from '@cashbacktv/db/test'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { reportOf } from '../../link/test/test-agent.ts'
import { memoryLiveStore } from '../../live/memory-live-store.ts'
import { createHistory } from './history.ts'
import { keepHistory } from './keep-history.ts'

const STEP_MS = 300_000
const START = Date.parse('2026-11-23T12:00:00Z')
const HOST = '00000000-0000-4000-8000-00000000000a' as HostId

let database: TestDatabase
let handle: DbHandle
let now = START
const live = memoryLiveStore()

beforeAll(async () => {
  database = await createTestDatabase()
  handle = createDb(database.url)
})
beforeEach(async () => {
  now = START
  await handle.db.delete(rows)
})
afterAll(async () => {
  await live.close()
  await handle.close()
  await database.drop()
})

/** An instance of the control plane, as far as charts go. */
function start(db = handle.db) {
  const ctx = { db, live, now: () => new Date(now) }
  const history = createHistory(ctx)
  const keep = keepHistory(ctx, history)
  return {
    keep,
    async hear(channelsOnAir: number) {
      await live.putReport(reportAt(channelsOnAir))
      await history.sample()
    },
    course: () => history.read({ range: '24h' }).points.channelsOnAir ?? [],
  }
}

test('an instance that starts shows the steps that another has written', async () => {
  const first = start()
  await first.keep()
  await first.hear(3)
  now += STEP_MS
  await first.hear(5)
  await first.keep()
  now += STEP_MS
  await first.keep()
  const second = start()
  await second.keep()
  expect(second.course().slice(-3)).toEqual([3, 5, null])
  await second.hear(7)
  expect(second.course().slice(-3)).toEqual([3, 5, 7])
})

test('what could not be written is written when the database is back', async () => {
  const broken = await createTestDatabase()
  const away = createDb(broken.url)
  const first = start(away.db)
  await first.keep()
  await first.hear(3)
  now += STEP_MS
  await away.sql`alter table history rename to elsewhere`
  await expect(first.keep()).rejects.toThrow()
  now += STEP_MS
  await away.sql`alter table elsewhere rename to history`
  await first.keep()
  const all = await away.db.select().from(rows).where(eq(rows.subject, 'all'))
  expect(all).toMatchObject([{ at: new Date(START), figures: { channelsOnAir: 3 } }])
  await away.close()
  await broken.drop()
})

test('what is older than a day goes', async () => {
  const first = start()
  await first.keep()
  await first.hear(3)
  now += STEP_MS
  await first.keep()
  now += 24 * 3_600_000
  await first.hear(4)
  now += STEP_MS
  await first.keep()
  const kept = await handle.db.select().from(rows)
  expect(new Set(kept.map(({ at }) => at.getTime()))).toEqual(new Set([now - STEP_MS]))
})

function reportAt(channelsOnAir: number) {
  const air = { showing: 'live', viewers: 1 }
  const channels = Array.from({ length: channelsOnAir }, () => {
    const seen = { channelId: crypto.randomUUID(), metrics: null, air }
    return seen as unknown as ChannelObservation
  })
  return reportOf(HOST, { at: new Date(now).toISOString(), channels })
}
