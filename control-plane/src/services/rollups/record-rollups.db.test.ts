import { type ChannelId, type HistoryRange, HostHappening, type HostId } from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { channelRollups, channels, events, hostRollups } from '@cashbacktv/db'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addTestChannel,
  enrolTestHost,
  openTestDatabase,
  type TestDatabase,
} from '../../link/test/start-test-link.ts'
import { reportOf } from '../../link/test/test-agent.ts'
import { memoryLiveStore } from '../../live/memory-live-store.ts'
import { createLiveView } from '../../live/view/live-view.ts'
import { readHistory } from '../monitoring/read-history.ts'
import { recordRollups } from './record-rollups.ts'

const START = Date.parse('2026-11-23T12:00:00Z')

let database: TestDatabase
let hostId: HostId
let channelId: ChannelId
let now = START
let number = 0

beforeAll(async () => {
  database = await openTestDatabase()
  hostId = (await enrolTestHost(database)).hostId
  channelId = await addTestChannel(database, hostId)
  await database.handle.db.update(channels).set({ on: true })
})
beforeEach(async () => {
  now = START
  const { db } = database.handle
  for (const table of [channelRollups, hostRollups, events]) await db.delete(table)
})
afterAll(() => database?.close())

/** An instance of the control plane, as far as roll-ups go. */
async function start() {
  const { db } = database.handle
  const live = memoryLiveStore()
  const ctx = { db, live, now: () => new Date(now), log: { warn: () => {} } }
  const view = createLiveView(ctx)
  await view.fresh()
  const recorder = recordRollups({ ...ctx, view })
  const points = async (input: object, range: HistoryRange) =>
    (await readHistory({ ...ctx, actor: null }, { range, ...input })).points
  return {
    ...recorder,
    /** So many reports, a second apart. */
    async hear(seconds: number, change: Heard = {}) {
      for (let second = 0; second < seconds; second += 1) {
        await live.putReport(reportAt(change))
        now += 1000
      }
    },
    viewers: async (range: HistoryRange = '5m') => (await points({ channelId }, range)).viewers,
    onAir: async (input: object = { hostId }) => (await points(input, '5m')).channelsOnAir,
    async end() {
      await recorder.close()
      view.close()
      await live.close()
    },
  }
}

type Heard = { of?: HostId; viewers?: number; seen?: readonly ChannelId[]; stalls?: number }

function reportAt({ of = hostId, viewers = 3, seen = [channelId], stalls = 0 }: Heard) {
  const since = new Date(now).toISOString()
  const air = {
    showing: 'live',
    mediaSequence: 1,
    segments: 6,
    lastPublishedAt: since,
    viewers,
    sentBytes: (now - START) * 1000,
    players: playersAt((now - START) / 1000, stalls),
  }
  const channels = seen.map((id) =>
    madeObservation({
      channelId: id,
      since,
      air,
    }),
  )
  return reportOf(of, { at: since, channels })
}

/** One session that plays without end, with so many stalls of a tenth of a second by now. */
function playersAt(seconds: number, stalls: number) {
  return {
    sessions: 1,
    begun: 1,
    rebuffered: stalls > 0 ? 1 : 0,
    stalls,
    playedSeconds: seconds,
    stalledSeconds: stalls / 10,
    startups: 1,
    startupSeconds: 1.5,
    throughputKilobits: seconds * 5000,
    throughputSeconds: seconds,
  }
}

async function rowsOf(stepSeconds: number) {
  return database.handle.db
    .select()
    .from(channelRollups)
    .where(
      and(eq(channelRollups.stepSeconds, stepSeconds), eq(channelRollups.channelId, channelId)),
    )
    .orderBy(channelRollups.at)
}

test('what one instance wrote every other answers, after a restart too', async () => {
  const first = await start()
  await first.hear(10, { viewers: 2 })
  await first.hear(10, { viewers: 4 })
  await first.write()
  const second = await start()
  expect((await second.viewers())?.slice(-2)).toEqual([2, 4])
  expect(await second.viewers()).toEqual(await first.viewers())
  expect((await second.onAir())?.at(-1)).toBe(1)
  await Promise.all([first.end(), second.end()])
})

test('of two instances that heard parts of a step the longer counts, whichever writes last', async () => {
  const [first, second] = [await start(), await start()]
  await first.hear(7, { viewers: 2 })
  await second.hear(3, { viewers: 9 })
  await first.end()
  await second.end()
  expect(await rowsOf(10)).toMatchObject([{ observedSeconds: 7, viewersMax: 2 }])
})

test('minutes and hours are made of what all instances wrote, once, by whichever comes first', async () => {
  const [first, second] = [await start(), await start()]
  await first.hear(30, { viewers: 2 })
  await second.hear(30, { viewers: 4 })
  now = START + 3_606_000
  await Promise.all([first.write(), second.write()])
  // Who found the other rolling up has it done a second later.
  for (const instance of [first, second]) await instance.write()
  for (const step of [60, 3600]) {
    expect(await rowsOf(step)).toMatchObject([
      { observedSeconds: 60, liveSeconds: 60, viewerSeconds: 180, viewersMax: 4 },
    ])
  }
  expect((await second.viewers('7d'))?.at(-1)).toBe(3)
  await Promise.all([first.end(), second.end()])
})

test('what players say is kept in steps of ten seconds, of minutes and of hours', async () => {
  const first = await start()
  await first.hear(30)
  await first.hear(30, { stalls: 3 })
  now = START + 3_606_000
  await first.write()
  expect((await rowsOf(10)).map(({ stalls }) => stalls)).toEqual([0, 0, 0, 3, 0, 0])
  for (const step of [60, 3600]) {
    const [row] = await rowsOf(step)
    expect(row).toMatchObject({ stalls: 3, rebufferedSessions: 1, playedSeconds: 59 })
    expect(row).toMatchObject({ throughputKilobits: 295_000, throughputSeconds: 59 })
    expect(row?.stalledSeconds).toBeCloseTo(0.3)
  }
  await first.end()
})

test('an instance that begins makes what the one before did not come to', async () => {
  const first = await start()
  await first.hear(30)
  await first.end()
  now = START + 7_206_000
  const second = await start()
  await second.write()
  expect(await rowsOf(3600)).toMatchObject([{ observedSeconds: 30 }])
  await second.end()
})

test('what could not be written is written when the database is back, and its minute made anew', async () => {
  const { sql } = database.handle
  const [first, late] = [await start(), await start()]
  await first.hear(10)
  await late.hear(20)
  await sql`alter table host_rollups rename to elsewhere`
  now = START + 31_000
  await expect(late.write()).rejects.toThrow()
  await sql`alter table elsewhere rename to host_rollups`
  now = START + 66_000
  await first.write()
  expect(await rowsOf(60)).toMatchObject([{ observedSeconds: 10 }])
  await late.write()
  expect(await rowsOf(10)).toHaveLength(3)
  now = START + 126_000
  await late.write()
  expect(await rowsOf(60)).toMatchObject([{ observedSeconds: 30 }])
  await Promise.all([first.end(), late.end()])
})

test('the figures of many hosts are written bit by bit, and all of them', async () => {
  const first = await start()
  for (let step = 0; step < 60; step += 1) {
    now = START + step * 10_000
    await first.hear(1)
  }
  const written = []
  for (let call = 0; call < 2; call += 1) {
    await first.write()
    written.push((await rowsOf(10)).length)
  }
  // The step under way is not over yet.
  expect(written[0]).toBeLessThan(59)
  expect(written[1]).toBe(59)
  await first.end()
  expect(await rowsOf(10)).toHaveLength(60)
})

test('figures of all hosts are added up, and a host that was heard half the time counts half', async () => {
  const two = (await enrolTestHost(database)).hostId
  const more = await Promise.all([1, 2].map(() => addTestChannel(database, two)))
  const first = await start()
  for (let second = 0; second < 10; second += 1) {
    if (second < 5) await first.hear(1, { of: two, seen: more }).then(() => (now -= 1000))
    await first.hear(1)
  }
  await first.write()
  expect((await first.onAir({ hostId: two }))?.at(-1)).toBe(2)
  expect((await first.onAir({}))?.at(-1)).toBe(2)
  await first.end()
})

test('runs that ended unasked are counted from events, also from those that come hours later', async () => {
  const first = await start()
  await first.hear(30)
  now = START + 3_606_000
  await first.write()
  expect(await rowsOf(3600)).toMatchObject([{ restarts: 0 }])
  await happen(START + 5000, false)
  await happen(START + 6000, false)
  await happen(START + 7000, true)
  await first.end()
  now += 3 * 3_600_000
  const second = await start()
  await second.write()
  for (const step of [60, 3600]) expect(await rowsOf(step)).toMatchObject([{ restarts: 2 }])
  expect((await rowsOf(3600))[0]).toMatchObject({ observedSeconds: 30 })
  await second.end()
})

test('partitions are made before they are needed and dropped when nothing in them is kept', async () => {
  const names = async () => {
    const rows = await database.handle.db.execute<{ name: string }>(sql`
      select child.relname as name from pg_inherits
      join pg_class child on child.oid = inhrelid
      where inhparent = 'channel_rollups_10'::regclass order by 1`)
    return rows.map(({ name }) => name.slice(-8))
  }
  const first = await start()
  await first.hear(1)
  await first.end()
  const second = await start()
  await second.write()
  expect(await names()).toEqual(['20261123', '20261124'])
  await second.end()
  now = Date.parse('2026-11-26T00:00:00Z')
  const third = await start()
  await third.write()
  expect(await names()).toEqual(['20261124', '20261125', '20261126', '20261127'])
  expect(await rowsOf(10)).toEqual([])
  await third.end()
})

async function happen(ms: number, asked: boolean) {
  const reason = asked ? null : { class: 'network', code: 'connection-lost', message: 'Lost.' }
  const happening = HostHappening.parse({
    kind: 'run-exited',
    channelId,
    runId: 'abcdefgh-abcdefghijklmnop',
    reason,
    asked,
    exitCode: 1,
    signal: null,
    uptimeSeconds: 5,
    logTail: [],
  })
  number += 1
  const row = { hostId, number, at: new Date(ms), kind: happening.kind, channelId, happening }
  await database.handle.db.insert(events).values(row)
}
