import { ChannelId, type HostId, MOST_RECORDINGS } from '@cashbacktv/contract'
import { channels, hosts, recordingPlans, recordings } from '@cashbacktv/db'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CAPABILITIES, helloOf, reportOf } from '../../link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { newRecordingKey } from './recording-key.ts'

const HOUR_MS = 3_600_000
/** Longer than two rounds of what time does to recordings. */
const ROUNDS = { timeout: 15_000 }
const EVERY_DAY = { days: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '00:00' }

let one: TestPlane
let here: Awaited<ReturnType<TestPlane['agent']>>
let there: Awaited<ReturnType<TestPlane['agent']>>
let channelId: ChannelId

beforeAll(async () => {
  one = await startTestPlane()
  ;[here, there] = [await one.agent('here'), await one.agent('there')]
  for (const { agent, hostId } of [here, there]) {
    await agent.link.hello.mutate(helloOf({ capabilities: CAPABILITIES }))
    await agent.link.report.mutate(reportOf(hostId))
  }
  channelId = await channel('News', here.hostId)
})
afterAll(() => one?.close())
beforeEach(async () => {
  await one.db.delete(recordingPlans)
  await one.db.delete(recordings)
})

async function channel(name: string, hostId: HostId): Promise<ChannelId> {
  const asked = { name, sources: [{ url: 'testcard://640x360@25' }], hostId }
  return ChannelId.parse((await one.as('operator', 'POST', '/channels', asked)).body.id)
}

/** Recordings of `here`, an hour each, in no order. */
async function fill(count: number): Promise<void> {
  const begin = Date.now() - (count + 1) * HOUR_MS
  const rows = Array.from({ length: count }, (_, at) => ({
    channelId,
    hostId: here.hostId,
    name: `Hour ${at}`,
    kind: 'past' as const,
    startsAt: new Date(begin + at * HOUR_MS),
    endsAt: new Date(begin + (at + 1) * HOUR_MS),
    key: newRecordingKey(),
  }))
  const shuffled = rows.map((_, at) => rows[(at * 7) % count] ?? [])
  await one.db.insert(recordings).values(shuffled.flat())
}

/** As a person does, so that the host is told of it. */
async function deleteOldest(): Promise<void> {
  const [oldest] = await one.db.select().from(recordings).orderBy(asc(recordings.startsAt)).limit(1)
  expect((await one.as('operator', 'DELETE', `/recordings/${oldest?.id}`)).status).toBe(204)
}

const plan = (of: ChannelId, name: string) => {
  const asked = { channelId: of, name, timeZone: 'Europe/Istanbul', weekly: EVERY_DAY }
  return one.as('operator', 'POST', '/recordings-weekly', asked)
}
const countOn = (hostId: HostId) => one.db.$count(recordings, eq(recordings.hostId, hostId))
const countOf = (planId: string) => one.db.$count(recordings, eq(recordings.planId, planId))
const problemOfPlan = async (id: string) => {
  const { items } = (await one.as('viewer', 'GET', '/recordings-weekly')).body
  return items.find((of: { id: string }) => of.id === id)?.problem?.code ?? null
}

test('a host that is full gets no more of a plan, which says so, and each of it once there is room', async () => {
  await fill(MOST_RECORDINGS)
  const { body } = await plan(channelId, 'Every day')
  // Of another host, to know that rounds have passed.
  const elsewhere = await plan(await channel('Elsewhere', there.hostId), 'Elsewhere')
  await expect.poll(() => countOf(elsewhere.body.id), ROUNDS).toBe(2)
  expect([await countOf(body.id), await problemOfPlan(body.id)]).toEqual([0, 'recording-plan-full'])
  expect(await problemOfPlan(elsewhere.body.id)).toBe(null)
  // The one of now and the next one find room one by one.
  for (const made of [1, 2]) {
    await deleteOldest()
    await expect.poll(() => countOf(body.id), ROUNDS).toBe(made)
    expect(await countOn(here.hostId)).toBe(MOST_RECORDINGS)
  }
  const told = () => here.agent.snapshots.at(-1)?.state.recordings ?? []
  const all = await one.db.select().from(recordings).where(eq(recordings.hostId, here.hostId))
  const idsOf = (of: readonly { id: string }[]) => of.map(({ id }) => id).sort()
  await expect.poll(() => idsOf(told())).toEqual(idsOf(all))
})

test('of two that are asked for at once, the last place takes one', async () => {
  await fill(MOST_RECORDINGS - 1)
  const asked = [1, 2, 3, 4].map((number) => {
    const body = { channelId, name: `At once ${number}` }
    return one.as('operator', 'POST', '/recordings', body)
  })
  const answers = await Promise.all(asked)
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  expect(await countOn(here.hostId)).toBe(MOST_RECORDINGS)
})

test('of a channel that moves to a host that is full the rest waits, and says so, until there is room', async () => {
  const moving = await channel('Moving', there.hostId)
  const made = await one.as('operator', 'POST', '/recordings', { channelId: moving, name: 'Whole' })
  await fill(MOST_RECORDINGS)
  await one.as('operator', 'POST', '/channels/bulk', {
    channelIds: [moving],
    dryRun: false,
    action: { kind: 'move', hostId: here.hostId },
  })
  const seen = async () => (await one.as('viewer', 'GET', `/recordings/${made.body.id}`)).body
  expect((await seen()).problem.code).toBe('recording-left-behind')
  const elsewhere = await plan(await channel('Elsewhere too', there.hostId), 'Elsewhere too')
  await expect.poll(() => countOf(elsewhere.body.id), ROUNDS).toBe(2)
  expect(await countOn(here.hostId)).toBe(MOST_RECORDINGS)
  expect((await seen()).to).toBe(made.body.to)
  await deleteOldest()
  const ofMoving = eq(recordings.channelId, moving)
  await expect.poll(() => one.db.$count(recordings, ofMoving), ROUNDS).toBe(2)
  const parts = await one.db.select().from(recordings).where(ofMoving)
  const [before, after] = parts.toSorted((a, b) => +a.startsAt - +b.startsAt)
  expect([before?.hostId, after?.hostId]).toEqual([there.hostId, here.hostId])
  expect(before?.endsAt).toEqual(after?.startsAt)
  expect((await seen()).problem).toBe(null)
})

test('should there be more than a host is told of, it is told of the same oldest ones whatever changes', async () => {
  await fill(MOST_RECORDINGS + 20)
  const oldest = await one.db
    .select({ id: recordings.id })
    .from(recordings)
    .orderBy(asc(recordings.startsAt))
    .limit(MOST_RECORDINGS)
  const wanted = oldest.map(({ id }) => id)
  // Rows that are changed lie elsewhere in the table than those that are not.
  await one.db
    .update(recordings)
    .set({ name: 'Another' })
    .where(inArray(recordings.id, wanted.slice(0, 100)))
  await one.as('operator', 'POST', `/recordings/${wanted[0]}/export`)
  // One on its way may still be of before.
  const told = () => here.agent.snapshots.at(-1)?.state.recordings.map(({ id }) => id)
  await expect.poll(told).toEqual(wanted)
})

test('a plan that fails keeps no other from being made, and is said once', async () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const common = { id, channelId, name: 'Gone', weekly: EVERY_DAY }
  await one.db.insert(recordingPlans).values({ ...common, timeZone: 'Mars/Olympus' })
  const { body } = await plan(channelId, 'Every day')
  await expect.poll(() => countOf(body.id), ROUNDS).toBe(2)
  const next = await plan(channelId, 'Next round')
  await expect.poll(() => countOf(next.body.id), ROUNDS).toBe(2)
  const said = one.log.filter((line) => line.includes('could not be kept in step'))
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('Mars/Olympus')
  expect(await problemOfPlan(id)).toBe('recording-plan-zone')
})

/** Each begins a recording of a channel on `there`, whose row is locked meanwhile, as by who changes it. */
const begun: Record<string, (of: ChannelId) => Promise<() => Promise<unknown>>> = {
  'that is asked for': async (of) => () =>
    one.as('operator', 'POST', '/recordings', { channelId: of, name: 'Asked for' }),
  'of a plan that comes due': async (of) => {
    const plannedUntil = new Date(Date.now() + 1000 * HOUR_MS)
    const asked = { channelId: of, name: 'Due', timeZone: 'Europe/Istanbul', weekly: EVERY_DAY }
    const [made] = await one.db
      .insert(recordingPlans)
      .values({ ...asked, plannedUntil })
      .returning()
    const isIt = eq(recordingPlans.id, made?.id ?? '')
    return async () => await one.db.update(recordingPlans).set({ plannedUntil: null }).where(isIt)
  },
  'of a channel that has moved': async (of) => {
    const asked = { channelId: of, name: 'Follows' }
    const { body } = await one.as('operator', 'POST', '/recordings', asked)
    const isIt = eq(recordings.id, body.id)
    return async () => await one.db.update(recordings).set({ hostId: here.hostId }).where(isIt)
  },
}

test.each(Object.keys(begun))(
  'a recording %s waits for who changes its channel, and keeps it from no host',
  async (kind) => {
    const of = await channel(`Locked: ${kind}`, there.hostId)
    const begin = (await begun[kind]?.(of)) ?? expect.fail(kind)
    let asked: Promise<unknown> = Promise.resolve()
    await one.db.transaction(async (tx) => {
      await tx.select().from(channels).where(eq(channels.id, of)).for('update')
      asked = begin()
      await expect.poll(waiting, ROUNDS).toBeGreaterThan(0)
      const isThere = eq(hosts.id, there.hostId)
      await tx.select().from(hosts).where(isThere).for('no key update', { noWait: true })
    })
    await asked
    const ofChannel = eq(recordings.channelId, of)
    await expect.poll(() => one.db.$count(recordings, ofChannel), ROUNDS).toBeGreaterThan(0)
  },
)

/** How many wait for a row that another has locked. */
async function waiting(): Promise<number> {
  const [row] = await one.db.execute<{ count: number }>(sql`
    select count(*)::int from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`)
  return row?.count ?? 0
}
