import { randomUUID } from 'node:crypto'
import type { HostId } from '@cashbacktv/contract'
import {
  alerts,
  auditEntries,
  channelHosts,
  channels,
  events,
  hosts,
  incidents,
  joinTokens,
  maintenanceWindows,
  sessions,
  sources,
  users,
} from '@cashbacktv/db'
import { eq, isNull } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addTestChannel,
  enrolTestHost,
  openTestDatabase,
  type TestDatabase,
} from '../../link/test/start-test-link.ts'
import { eventOf } from '../../link/test/test-agent.ts'
import { appendEvents, lastEventNumber } from '../events/append.ts'
import { tidy } from './tidy.ts'

const DAY_MS = 86_400_000
const now = new Date('2026-06-01T00:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
let database: TestDatabase
const ctx = () => ({ db: database.handle.db, now: () => now, log: pino({ level: 'silent' }) })

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database?.close())

const addEvents = (hostId: HostId, days: readonly number[]) =>
  database.handle.db.insert(events).values(
    days.map((day, index) => {
      const { number, happening } = eventOf(index + 1)
      return { hostId, number, at: ago(day), kind: happening.kind, happening }
    }),
  )
const numbersOf = async (hostId: HostId) => {
  const rows = await database.handle.db.select().from(events).where(eq(events.hostId, hostId))
  return rows.map(({ number }) => number).sort((a, b) => a - b)
}

test('events older than 30 days go, however many batches it takes; the newest of each host stays', async () => {
  const [silent, busy] = [await enrolTestHost(database), await enrolTestHost(database)]
  await addEvents(
    silent.hostId,
    Array.from({ length: 25 }, (_, n) => 100 - n),
  )
  await addEvents(busy.hostId, [40, 31, 29, 1])
  expect((await tidy(ctx(), { batch: 7 })).events).toBe(26)
  expect([await numbersOf(silent.hostId), await numbersOf(busy.hostId)]).toEqual([[25], [3, 4]])
  expect(await lastEventNumber(ctx().db, silent.hostId)).toBe(25)
  const next = { hostId: silent.hostId, oldestHeld: 26, events: [eventOf(26)] }
  expect(await appendEvents(ctx(), next)).toEqual({ acknowledged: 26 })
})

test('events of a host that was deleted go like those of others', async () => {
  const gone = await enrolTestHost(database)
  await addEvents(gone.hostId, [40, 31, 29])
  await database.handle.db.delete(hosts).where(eq(hosts.id, gone.hostId))
  await tidy(ctx())
  const left = await database.handle.db.select().from(events).where(isNull(events.hostId))
  expect(left.map(({ number }) => number)).toEqual([3])
})

test('a session stays until it has run out, a spent one too', async () => {
  const { db } = database.handle
  const [user] = await db
    .insert(users)
    .values({ email: 'x@example.org', passwordHash: 'x', role: 'viewer' })
    .returning()
  const session = (name: string, expires: number, rotated: number | null) => ({
    userId: user?.id ?? ('' as never),
    familyId: randomUUID(),
    refreshHash: name,
    createdAt: ago(60),
    expiresAt: ago(expires),
    rotatedAt: rotated === null ? null : ago(rotated),
  })
  await db
    .insert(sessions)
    .values([session('over', 2, null), session('spent', -5, 20), session('open', -5, null)])
  expect((await tidy(ctx())).sessions).toBe(1)
  const kept = await db.select({ name: sessions.refreshHash }).from(sessions)
  expect(kept.map(({ name }) => name).sort()).toEqual(['open', 'spent'])
})

test('audit entries stay for a year, join tokens for a month, sources of deleted channels for longer than these can come back', async () => {
  const { db } = database.handle
  const { hostId } = await enrolTestHost(database)
  const [gone, fresh, here] = [
    await addTestChannel(database, hostId),
    await addTestChannel(database, hostId),
    await addTestChannel(database, hostId),
  ]
  await db
    .update(channels)
    .set({ deletedAt: ago(2) })
    .where(eq(channels.id, gone))
  await db
    .update(channels)
    .set({ deletedAt: ago(1.1) })
    .where(eq(channels.id, fresh))
  await db
    .insert(auditEntries)
    .values([366, 364].map((day) => ({ at: ago(day), action: 'x', subjectType: 'host' })))
  await db
    .insert(joinTokens)
    .values([31, 29].map((day) => ({ tokenHash: `${day}`, expiresAt: ago(day) })))
  expect(await tidy(ctx())).toMatchObject({ audit: 1, joinTokens: 1, sources: 1 })
  const kept = await db.select({ id: sources.channelId }).from(sources)
  expect(new Set(kept.map(({ id }) => id))).toEqual(new Set([fresh, here]))
})

test('incidents stay for 400 days after they are over, an open one for ever, and go with their alerts', async () => {
  const { db } = database.handle
  const incident = (key: string, over: number | null) => ({
    key,
    cause: { kind: 'upstream' as const, address: key },
    severity: 'critical' as const,
    said: { code: 'incident-upstream', params: { address: key, count: 1 } } as const,
    since: ago(500),
    openedAt: ago(500),
    tellFrom: ago(500),
    lastRaisedAt: ago(500),
    overAt: over === null ? null : ago(over),
    channels: 0,
    channelsEver: 1,
    viewers: 0,
  })
  const made = await db
    .insert(incidents)
    .values([incident('old', 401), incident('late', 399), incident('open', null)])
    .returning()
  const raised = made.map(({ id: incidentId }) => ({
    incidentId,
    rule: 'channel-dark',
    severity: 'critical' as const,
    subjectKind: 'channel' as const,
    subjectId: randomUUID() as HostId,
    subjectName: 'x',
    since: ago(500),
    raisedAt: ago(500),
  }))
  await db.insert(alerts).values(raised)
  const window = (ended: number) => ({
    scope: { kind: 'all' as const },
    note: '',
    startsAt: ago(ended + 1),
    endsAt: ago(ended),
  })
  await db.insert(maintenanceWindows).values([window(31), window(29), window(-1)])
  expect(await tidy(ctx())).toMatchObject({ incidents: 1, maintenance: 1 })
  const kept = await db.select({ key: incidents.key }).from(incidents)
  expect(kept.map(({ key }) => key).sort()).toEqual(['late', 'open'])
  expect(await db.select().from(alerts)).toHaveLength(2)
})

test('where a channel was is known for as long as what happened then, and where it is always', async () => {
  const { db } = database.handle
  const { hostId } = await enrolTestHost(database)
  const channelId = await addTestChannel(database, hostId)
  const was = (until: number) => ({ channelId, hostId, since: ago(90), until: ago(until) })
  await db.insert(channelHosts).values([was(31), was(29)])
  await db
    .update(channelHosts)
    .set({ since: ago(95) })
    .where(isNull(channelHosts.until))
  expect((await tidy(ctx())).placements).toBe(1)
  const kept = await db.select().from(channelHosts).where(eq(channelHosts.hostId, hostId))
  expect(kept.map(({ until }) => until).sort()).toEqual([ago(29), null])
})
