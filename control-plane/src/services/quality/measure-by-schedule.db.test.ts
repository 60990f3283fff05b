import { ChannelId, type ChannelObservation, type HostAnswer, reasonOf } from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { auditEntries, leases } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createFleet } from '../../domain/fleet/fleet.ts'
import { putChannels } from '../../domain/fleet/put-channels.ts'
import { putHosts, putReport } from '../../domain/fleet/put-hosts.ts'
import { madeHostFacts } from '../../domain/fleet/test/made-host-facts.ts'
import { reportOf, type TestAgent } from '../../link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { createScheduledMeasuring } from './measure-by-schedule.ts'

let one: TestPlane
let host: { hostId: Parameters<typeof reportOf>[0]; agent: TestAgent }
let stop = () => {}

beforeAll(async () => {
  one = await startTestPlane()
  host = await one.agent()
})
afterEach(() => stop())
afterAll(() => one?.close())

/** Round the clock, so that it is time whenever this runs. */
const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], start: '12:00', end: '12:00' }
const put = (body: unknown) => one.as('admin', 'PUT', '/settings/quality', body)
const SAMPLE = {
  coresPercent: [20, 40],
  cpuPercent: 30,
  load1: 0.5,
  memoryTotalBytes: 8,
  memoryUsedBytes: 4,
  diskTotalBytes: 100,
  diskUsedBytes: 10,
  diskReadBytesPerSecond: 0,
  diskWrittenBytesPerSecond: 0,
  mediaTotalBytes: 50,
  mediaUsedBytes: 5,
  networkReceivedBytesPerSecond: 0,
  networkSentBytesPerSecond: 0,
  networkReceivedBytes: 0,
  networkSentBytes: 0,
}
const FOUND = { ssim: 0.98, score: 70, vmaf: null, model: 1, seconds: 6 }
type Measured = Extract<HostAnswer, { kind: 'quality' }>['measured']

function seen(channelId: string, measured: Measured | null): ChannelObservation {
  const now = new Date().toISOString()
  return madeObservation({
    channelId,
    since: now,
    restartGeneration: 99,
    air: {
      showing: 'live',
      mediaSequence: 4,
      segments: 6,
      viewers: 0,
      sentBytes: 0,
      lastPublishedAt: now,
    },
    quality: { estimate: null, none: 'too-early', measured },
  })
}

/**
 * Lets the host report these channels again and again, and answer what it is asked: as an agent does,
 * it keeps what it measured and refuses a second one meanwhile.
 */
function living(channels: readonly string[], answerOf: (id: string) => HostAnswer | null) {
  const { agent, hostId } = host
  const [asked, kept]: [string[], Map<string, Measured>] = [[], new Map()]
  let next = agent.requests.length
  const timer = setInterval(() => {
    for (; next < agent.requests.length; next += 1) {
      const request = agent.requests[next]
      if (request?.question.kind !== 'quality') continue
      const { channelId } = request.question
      asked.push(channelId)
      const answer = answerOf(channelId)
      if (answer === null) continue
      if (answer.kind === 'quality') kept.set(channelId, answer.measured)
      void agent.link.reply.mutate({ id: request.id, answer })
    }
    const report = reportOf(hostId, {
      appliedRevision: agent.snapshots.at(-1)?.state.revision ?? null,
      origin: { answers: true, lastWordAt: new Date().toISOString() },
      sample: SAMPLE,
      channels: channels.map((id) => seen(id, kept.get(id) ?? null)),
    })
    void agent.link.report.mutate(report as Parameters<typeof agent.link.report.mutate>[0])
  }, 200)
  stop = () => clearInterval(timer)
  return asked
}

async function onAir(name: string): Promise<string> {
  const { body } = await one.as('operator', 'POST', '/channels', {
    name,
    hostId: host.hostId,
    sources: [{ url: 'testcard://320x180@10' }],
  })
  await one.as('operator', 'POST', `/channels/${body.id}/start`)
  return body.id
}

test('is off at first; what administrators set is kept and written down, for whoever may look', async () => {
  const { body } = await one.as('viewer', 'GET', '/settings/quality')
  expect(body).toEqual({
    enabled: false,
    timeZone: 'Europe/Istanbul',
    weekly: { days: [1, 2, 3, 4, 5, 6, 7], start: '03:00', end: '05:00' },
  })
  expect((await one.as('operator', 'PUT', '/settings/quality', {})).status).toBe(403)
  const changed = await put({ weekly: { end: '06:30' } })
  const weekly = { ...body.weekly, end: '06:30' }
  expect([changed.status, changed.body]).toEqual([200, { ...body, weekly }])
  expect((await one.as('viewer', 'GET', '/settings/quality')).body).toEqual({ ...body, weekly })
  await put({ weekly: { end: '06:30' } })
  const entries = await one.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, 'quality-schedule.put'))
  expect(entries).toMatchObject([
    { actorEmail: 'admin@example.org', detail: { changed: { weekly: { after: weekly } } } },
  ])
})

test.each([
  [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
  [{ weekly: { start: '24:00' } }, 'weekly.start'],
  [{ weekly: { days: [] } }, 'weekly.days'],
  [{ enabled: 'yes' }, 'enabled'],
])('%j is refused with its field', async (body, path) => {
  const answer = await put(body)
  expect([answer.status, answer.body.error.details[0].path]).toEqual([422, path])
})

test('channels are measured one after the other by the question of the button, each once, and show it', async () => {
  const [bad, good] = [await onAir('Refuses'), await onAir('Measures')].sort()
  if (!bad || !good) throw new Error('No channels.')
  const asked = living([bad, good], (id) =>
    id === bad
      ? { kind: 'failed', reason: reasonOf('resource', 'quality-one-reader') }
      : { kind: 'quality', measured: { ...FOUND, at: new Date().toISOString() } },
  )
  const measured = async () =>
    (await one.as('viewer', 'GET', `/channels/${good}/metrics`)).body.quality?.measured
  await expect.poll(measured).toBeNull()
  expect((await put({ enabled: true, timeZone: 'UTC', weekly: ALWAYS })).status).toBe(200)
  await expect.poll(measured, { timeout: 30_000 }).toMatchObject({ score: 70, seconds: 6 })
  expect(asked).toEqual([bad, good])
  // Two further looks bring none of them up again.
  const looks = await countLooks(2)
  expect([looks, asked]).toEqual([2, [bad, good]])
}, 60_000)

/** Waits until the lease has been renewed so often. */
async function countLooks(times: number): Promise<number> {
  const expiry = async () => {
    const [row] = await one.db.select().from(leases).where(eq(leases.name, 'quality'))
    return row?.expiresAt.getTime()
  }
  let last = await expiry()
  for (let n = 0; n < times; n++) {
    await expect.poll(expiry, { timeout: 15_000 }).not.toBe(last)
    last = await expiry()
  }
  return times
}

test('of two instances one asks, the other when that is gone; a busy host is asked again', async () => {
  stop()
  await one.db.delete(leases)
  await put({ enabled: true, timeZone: 'UTC', weekly: ALWAYS })
  const asked: string[] = []
  const [first, second] = ['first', 'second'].map((name) => {
    const ask = async (): Promise<HostAnswer> => {
      asked.push(name)
      return { kind: 'failed', reason: reasonOf('resource', 'quality-busy') }
    }
    return createScheduledMeasuring({
      db: one.db,
      now: () => new Date(),
      log: pino({ level: 'silent' }),
      view: viewOfOne(),
      hosts: { ask, connectedHosts: () => [] },
    })
  })
  if (!first || !second) throw new Error('No instances.')
  for (const instance of [first, second, first]) await instance.step()
  expect(asked).toEqual(['first', 'first'])
  await first.close()
  await second.step()
  expect(asked).toEqual(['first', 'first', 'second'])
  await put({ enabled: false })
  await second.step()
  expect(asked).toHaveLength(3)
  await second.close()
})

/** A fleet of one host with one channel that is on air. */
function viewOfOne() {
  const [fleet, at] = [createFleet(), new Date()]
  const { hostId } = host
  const id = ChannelId.parse('00000000-0000-4000-8000-000000000001')
  putHosts(fleet, [madeHostFacts({ id: hostId, lastSeenAt: at })], [], at)
  const channel = { id, name: 'a', slug: 'a', edition: 'first', hostId, on: true, groupId: null }
  const rest = { isGuarded: false, restreams: [], sources: [], schedule: null }
  const wish = { restartGeneration: 0, updatedAt: at.toISOString() }
  putChannels(fleet, [{ ...channel, ...rest, ...wish }], [], at)
  const origin = { answers: true, lastWordAt: at.toISOString() }
  const report = { appliedRevision: 1, sample: SAMPLE, origin, channels: [seen(id, null)] }
  putReport(fleet, reportOf(hostId, report), at)
  return { fresh: async () => fleet }
}
