import { AnalyticsInput, type ChannelId, type HostId } from '@cashbacktv/contract'
import { channelRollups, channels, hostRollups } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../domain/rollups/rollup-steps.ts'
import {
  addTestChannel,
  enrolTestHost,
  openTestDatabase,
  type TestDatabase,
} from '../../link/test/start-test-link.ts'
import { rollupPartitions } from '../rollups/rollup-partitions.ts'
import { readAnalytics } from './read-analytics.ts'

const NOW = Date.parse('2026-11-23T12:30:00Z')
const HOUR_MS = 3_600_000

let database: TestDatabase
let hostIds: HostId[]
let good: ChannelId
let bad: ChannelId

beforeAll(async () => {
  database = await openTestDatabase()
  const { db } = database.handle
  hostIds = [(await enrolTestHost(database)).hostId, (await enrolTestHost(database)).hostId]
  const [hostId] = hostIds
  if (!hostId) throw new Error('no host')
  good = await addTestChannel(database, hostId)
  bad = await addTestChannel(database, hostId)
  await db.update(channels).set({ name: 'Good' }).where(eq(channels.id, good))
  await db
    .update(channels)
    .set({ name: 'Bad', deletedAt: new Date(NOW) })
    .where(eq(channels.id, bad))
  const partitions = rollupPartitions(db)
  for (const step of [MINUTE, HOUR]) await partitions.ensure(step, NOW - 60 * HOUR_MS, NOW)
  await fill()
})
afterAll(() => database?.close())

/** Hours until noon, and after that half an hour of minutes. */
async function fill() {
  for (let hour = 1; hour <= 50; hour += 1) {
    const at = new Date(Date.parse('2026-11-23T12:00:00Z') - hour * HOUR_MS)
    await add({ stepSeconds: 3600, at }, 3600)
  }
  for (let minute = 0; minute < 30; minute += 1) {
    const at = new Date(Date.parse('2026-11-23T12:00:00Z') + minute * 60_000)
    await add({ stepSeconds: 60, at }, 60)
  }
}

/** One is live with two viewers; of the other half is slate, and it has one restart a step. */
async function add(step: { stepSeconds: number; at: Date }, seconds: number) {
  const { db } = database.handle
  const shared = { ...step, observedSeconds: seconds }
  await db.insert(channelRollups).values([
    {
      ...shared,
      channelId: good,
      liveSeconds: seconds,
      viewerSeconds: 2 * seconds,
      viewersMax: 2,
      playerSessions: 4,
      rebufferedSessions: 1,
      stalls: 2,
      startups: 3,
      playedSeconds: seconds,
      stalledSeconds: seconds / 99,
      startupSeconds: 6,
      throughputKilobits: seconds * 5000,
      throughputSeconds: seconds,
    },
    {
      ...shared,
      channelId: bad,
      liveSeconds: seconds / 2,
      slateSeconds: seconds / 2,
      sentBytes: 1000,
      restarts: 1,
    },
  ])
  const viewersMax = step.at.getUTCHours() === 3 ? 9 : 2
  await db.insert(hostRollups).values(hostIds.map((hostId) => ({ ...shared, hostId, viewersMax })))
}

const read = (input: object = {}) =>
  readAnalytics(
    { db: database.handle.db, now: () => new Date(NOW), actor: null },
    AnalyticsInput.parse(input),
  )

test('a day is told to the minute, per channel and in total, beside the day before', async () => {
  const { from, to, beforeFrom, total, totalBefore, channels } = await read()
  expect([from, to, beforeFrom]).toEqual(
    ['2026-11-22T12:30', '2026-11-23T12:30', '2026-11-21T12:30'].map((time) => `${time}:00.000Z`),
  )
  expect(channels).toMatchObject([
    { name: 'Bad', isDeleted: true, figures: { availability: 0.5 } },
    { name: 'Good', isDeleted: false, figures: { availability: 1, viewersPeak: 2 } },
  ])
  // From half past there are no minutes of yesterday in this database: 23 hours and 30 minutes.
  const seconds = 23 * 3600 + 1800
  expect(total).toMatchObject({ availability: 0.75, observedSeconds: 2 * seconds })
  expect(total).toMatchObject({ slateSeconds: seconds / 2, viewerSeconds: 2 * seconds })
  expect(total).toMatchObject({ restarts: 23 + 30, sentBytes: 53_000 })
  expect(totalBefore).toMatchObject({ availability: 0.75, restarts: 23 })
})

test('what players said is told as shares and means of amounts, of all as of each', async () => {
  const noon = { from: '2026-11-23T06:00:00Z', to: '2026-11-23T12:00:00Z' }
  const { total, totalBefore, channels, course } = await read(noon)
  const figures = {
    playerSessions: 24,
    rebufferedShare: 0.25,
    stallsPerHour: 2,
    startMeanSeconds: 2,
    throughputKbps: 5000,
    playedSeconds: 6 * 3600,
  }
  expect(total).toMatchObject(figures)
  expect(totalBefore).toMatchObject(figures)
  expect(total.stalledShare).toBeCloseTo(0.01)
  const none = {
    playerSessions: 0,
    rebufferedShare: null,
    stallsPerHour: null,
    throughputKbps: null,
  }
  expect(channels).toMatchObject([{ figures: none }, { figures }])
  expect(course.points.stallsPerHour).toEqual([2, 2, 2, 2, 2, 2])
  expect(course.points.throughputKbps?.[0]).toBe(5000)
})

test('the peak of all is that of one time, not the sum of peaks of different times', async () => {
  expect((await read()).total.viewersPeak).toBe(18)
  const noon = { from: '2026-11-23T06:00:00Z', to: '2026-11-23T12:00:00Z' }
  expect((await read(noon)).total.viewersPeak).toBe(4)
})

test('the course has the time in points, and nothing where nothing was measured', async () => {
  const { course } = await read({ from: '2026-11-23T10:00:00Z', to: '2026-11-23T12:30:00Z' })
  expect(course).toMatchObject({ stepSeconds: 3600, until: '2026-11-23T13:00:00.000Z' })
  expect(course.points).toMatchObject({ viewers: [2, 2, 2], slateSeconds: [1800, 1800, 900] })
  const early = await read({ from: '2026-11-01T00:00:00Z', to: '2026-11-01T02:00:00Z' })
  expect(early.course.points).toMatchObject({ viewers: [null, null] })
  expect(early).toMatchObject({ totalBefore: null, channels: [], total: { availability: null } })
})

test('it may be compared with another time than the one just before', async () => {
  const times = { from: '2026-11-23T03:00:00Z', to: '2026-11-23T05:00:00Z' }
  const { beforeTo, totalBefore } = await read({ ...times, beforeFrom: '2026-11-22T03:00:00Z' })
  expect(beforeTo).toBe('2026-11-22T05:00:00.000Z')
  expect(totalBefore).toMatchObject({ viewersPeak: 18, restarts: 2 })
})

test('channels are sorted by any figure and come by pages', async () => {
  const names = async (input: object) => (await read(input)).channels.map(({ name }) => name)
  expect(await names({ sort: 'slateSeconds', order: 'desc' })).toEqual(['Bad', 'Good'])
  expect(await names({ sort: 'availability', order: 'desc' })).toEqual(['Good', 'Bad'])
  expect(await names({ sort: 'rebufferedShare' })).toEqual(['Good', 'Bad'])
  const second = await read({ pageSize: 1, page: 2 })
  expect(second).toMatchObject({ channels: [{ name: 'Good' }], channelCount: 2 })
})

test('a time that ends before it begins or is too long is refused', () => {
  const refused = (from: string, to: string) => AnalyticsInput.safeParse({ from, to }).success
  expect(refused('2026-11-23T12:00:00Z', '2026-11-23T11:00:00Z')).toBe(false)
  expect(refused('2024-11-23T12:00:00Z', '2026-11-23T11:00:00Z')).toBe(false)
})
