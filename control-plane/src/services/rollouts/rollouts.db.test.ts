import type {
  AssetId,
  ChannelId,
  ChannelObservation,
  HostId,
  LogoSettings,
  RolloutView,
  UserId,
} from '@cashbacktv/contract'
import { auditEntries, channels, logos, withSettings } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  addTestChannel,
  enrolTestHost,
  openTestDatabase,
  startTestInstance,
  type TestDatabase,
  type TestInstance,
} from '../../link/test/start-test-link.ts'
import { reportOf } from '../../link/test/test-agent.ts'
import { loadDesiredState } from '../hosts/desired-state.ts'
import { createRollout } from './create.ts'
import { driveRollouts } from './drive.ts'
import { getRollout, listRollouts } from './read-rollouts.ts'
import { pauseRollout, resumeRollout } from './switch.ts'
import { undoRollout } from './undo.ts'

const ADMIN = '00000000-0000-4000-8000-00000000000a' as UserId
let database: TestDatabase
let one: TestInstance
let other: TestInstance
let hostId: HostId
let ids: ChannelId[]
let logo: LogoSettings
let runs = 0
/** What the made-up host says of each channel. */
const world = new Map<ChannelId, Partial<ChannelObservation>>()

beforeAll(async () => {
  database = await openTestDatabase()
  one = await startTestInstance(database)
  other = await startTestInstance(database, { live: one.live })
})
afterAll(async () => {
  await one?.close()
  await other?.close()
  await database?.close()
})
beforeEach(async () => {
  world.clear()
  hostId = (await enrolTestHost(database)).hostId
  ids = []
  for (let n = 0; n < 5; n += 1) ids.push(await addTestChannel(database, hostId))
  await database.handle.db.update(channels).set({ on: true }).where(eq(channels.hostId, hostId))
  logo = { assetId: await addPicture(), x: 0.1, y: 0.1, width: 0.2, opacity: 1 }
  for (const id of ids) onAir(id)
  await say(1)
})

it('changes a wave, waits until each of its channels is on air with another run, and then the next', async () => {
  const { id } = await begin({ waveSize: 2 })
  await drive()
  expect((await stateOf(id)).states).toEqual([
    'changing',
    'changing',
    'waiting',
    'waiting',
    'waiting',
  ])
  await drive()
  expect(await shown()).toHaveLength(2)
  const wave = await waveOf(id, 1)
  onAir(wave[0] as ChannelId)
  await say()
  await drive()
  expect((await stateOf(id)).wave).toBe(1)
  await settle(id)
  expect(await stateOf(id)).toMatchObject({ state: 'finished', wave: 3 })
  expect(await shown()).toHaveLength(5)
})

it('believes a host only when it has taken the change', async () => {
  const { id } = await begin({ waveSize: 5 })
  await drive()
  for (const channelId of ids) onAir(channelId)
  await say(1)
  await drive()
  expect((await stateOf(id)).states).toEqual(Array(5).fill('changing'))
})

it('of a channel that moved believes the host where it is, and no more the one where it was', async () => {
  const { id } = await begin({ waveSize: 5 })
  await drive()
  const [moved] = ids as [ChannelId]
  const there = await enrolTestHost(database)
  const isMoved = eq(channels.id, moved)
  await database.handle.db.update(channels).set({ hostId: there.hostId }).where(isMoved)
  for (const channelId of ids) onAir(channelId)
  await say()
  await drive()
  expect((await stateOf(id)).states.toSorted()).toEqual([
    'changing',
    ...Array<string>(4).fill('done'),
  ])
  await say(1, there.hostId)
  await drive()
  expect((await stateOf(id)).states).toEqual(Array(5).fill('done'))
})

it('stops itself when a wave fails, says why, and goes on when a person wants it', async () => {
  const { id } = await begin({ waveSize: 2 })
  await drive()
  const [good, bad] = (await waveOf(id, 1)) as [ChannelId, ChannelId]
  onAir(good)
  const reason = { class: 'encoding', code: 'logo-broken', message: 'Broken.' } as const
  world.set(bad, { ...world.get(bad), state: 'degraded', attempt: 2, reason })
  await say()
  await drive()
  expect(await stateOf(id)).toMatchObject({ state: 'stopped', reason: { code: 'logo-broken' } })
  await drive()
  expect(await shown()).toHaveLength(2)
  await resumeRollout(ctx(), { id })
  await drive()
  expect(await stateOf(id)).toMatchObject({ state: 'running', wave: 2 })
})

it('starts no wave while it is paused, and yet ends the one under way', async () => {
  const { id } = await begin({ waveSize: 3 })
  await drive()
  await pauseRollout(ctx(), { id })
  for (const channelId of ids) onAir(channelId)
  await say()
  await drive()
  await drive()
  expect((await stateOf(id)).states).toEqual(['done', 'done', 'done', 'waiting', 'waiting'])
  await resumeRollout(ctx(), { id })
  await drive()
  expect((await stateOf(id)).wave).toBe(2)
})

it('brings every earlier logo back with one action, in waves, and leaves what a person changed since', async () => {
  const old = { ...logo, assetId: await addPicture() }
  const [first, second] = ids as [ChannelId, ChannelId]
  await setLogo(first, old)
  const { id } = await begin({ waveSize: 4 })
  await drive()
  await settle(id)
  const mine = { ...logo, x: 0.5 }
  await setLogo(second, mine)
  await undoRollout(ctx(), { id })
  await drive()
  expect((await stateOf(id)).wave).toBe(1)
  await settle(id)
  expect(await stateOf(id)).toMatchObject({ state: 'finished', direction: 'back' })
  expect(await logoOf(first)).toEqual(old)
  expect(await logoOf(second)).toEqual(mine)
  expect(await shown()).toEqual([])
  const views = (await getRollout(ctx(), { id })).channels
  expect(views.find(({ channelId }) => channelId === second)).toMatchObject({
    state: 'skipped',
    reason: { code: 'rollout-changed-since' },
  })
})

it('undoes one that stopped half-way without touching what it had not reached', async () => {
  const { id } = await begin({ waveSize: 2 })
  await drive()
  await undoRollout(ctx(), { id })
  await settle(id)
  const { states } = await stateOf(id)
  expect(states.filter((state) => state === 'untouched')).toHaveLength(3)
  expect(await shown()).toEqual([])
})

it('takes each step once, however many instances look at the same time', async () => {
  const before = (await loadDesiredState(one.ctx, hostId))?.revision ?? 0
  await begin({ waveSize: 5 })
  await Promise.all(Array.from({ length: 8 }, (_, n) => driveRollouts(n % 2 ? other.ctx : one.ctx)))
  expect((await loadDesiredState(one.ctx, hostId))?.revision).toBe(before + 1)
  for (const channelId of ids) expect(await acts(channelId)).toEqual(['channel.rollout'])
})

it('does not wait for what is off, and refuses what it cannot do', async () => {
  const [off, copy, ...rest] = ids as [ChannelId, ChannelId, ...ChannelId[]]
  const db = database.handle.db
  await db.update(channels).set({ on: false }).where(eq(channels.id, off))
  const begun = await begin({ channelIds: [off] })
  await drive()
  await say()
  await drive()
  await drive()
  expect(await stateOf(begun.id)).toMatchObject({ state: 'finished', states: ['done'] })
  const [row] = await db.select().from(channels).where(eq(channels.id, copy))
  if (!row) throw new Error('There is no such channel.')
  const settings = withSettings({ output: { ...row.settings.output, mode: 'copy' } })
  await db.update(channels).set({ settings }).where(eq(channels.id, copy))
  await expect(begin({ channelIds: [copy, ...rest] })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  await begin({ channelIds: rest })
  await expect(begin({ channelIds: rest })).rejects.toMatchObject({ code: 'conflict' })
  expect((await listRollouts(ctx()))[0]?.counts.waiting).toBe(3)
})

const ctx = () => ({
  ...one.ctx,
  actor: {
    id: ADMIN,
    email: 'admin@example.org',
    role: 'admin' as const,
    reach: { kind: 'all' as const },
  },
})
const drive = () => driveRollouts(one.ctx)

function begin(change: Partial<Parameters<typeof createRollout>[1]>): Promise<RolloutView> {
  const input = { channelIds: ids, logo, waveSize: 5, waveTimeoutSeconds: 120, ...change }
  return createRollout(ctx(), input)
}

/** Plays a host that takes every change and puts a new run on air, until nothing is left to do. */
async function settle(id: string): Promise<void> {
  for (let step = 0; step < 20; step += 1) {
    if ((await stateOf(id)).state !== 'running') return
    const { channels: parts } = await getRollout(ctx(), { id })
    for (const part of parts) if (part.state === 'changing') onAir(part.channelId)
    await say()
    await drive()
  }
}

function onAir(channelId: ChannelId) {
  runs += 1
  const run = { runId: `run-${runs}` }
  const air = { showing: 'live', viewers: 0 }
  world.set(channelId, {
    channelId,
    state: 'running',
    attempt: 0,
    reason: null,
    ...({ run, air } as unknown as Partial<ChannelObservation>),
  })
}

/** A report of the host, of the newest wish unless said otherwise. */
async function say(revision?: number, by = hostId) {
  const applied = revision ?? (await loadDesiredState(one.ctx, hostId))?.revision ?? null
  const seen = [...world.values()] as ChannelObservation[]
  await one.live.putReport(reportOf(by, { appliedRevision: applied, channels: seen }))
}

async function stateOf(id: string) {
  const { state, wave, direction, reason, channels: parts } = await getRollout(ctx(), { id })
  return { state, wave, direction, reason, states: parts.map((part) => part.state) }
}
async function waveOf(id: string, wave: number): Promise<ChannelId[]> {
  const { channels: parts } = await getRollout(ctx(), { id })
  return parts.filter((part) => part.wave === wave).map(({ channelId }) => channelId)
}
async function logoOf(id: ChannelId) {
  const [row] = await database.handle.db.select().from(channels).where(eq(channels.id, id))
  return row?.settings.logo
}
/** Channels that show the logo of the roll-out. */
async function shown(): Promise<ChannelId[]> {
  const found = await Promise.all(ids.map(async (id) => ({ id, logo: await logoOf(id) })))
  return found.flatMap((row) =>
    JSON.stringify(row.logo?.x) === '0.1' && row.logo?.assetId === logo.assetId ? [row.id] : [],
  )
}
async function setLogo(id: ChannelId, next: LogoSettings) {
  await database.handle.db
    .update(channels)
    .set({ settings: withSettings({ logo: next }) })
    .where(eq(channels.id, id))
}
async function acts(channelId: ChannelId): Promise<string[]> {
  const { subjectType, subjectId } = auditEntries
  const rows = await database.handle.db
    .select()
    .from(auditEntries)
    .where(and(eq(subjectType, 'channel'), eq(subjectId, channelId)))
  for (const row of rows) expect(row.actorEmail).toBe('admin@example.org')
  return rows.map(({ action }) => action)
}
async function addPicture(): Promise<AssetId> {
  runs += 1
  const sha256 = runs.toString(16).padStart(64, '0') as typeof logos.$inferInsert.sha256
  const picture = { sha256, mime: 'image/png' as const, width: 9, height: 9, bytes: 1 }
  const [row] = await database.handle.db
    .insert(logos)
    .values({ ...picture, content: Buffer.from('x') })
    .returning({ id: logos.id })
  if (!row) throw new Error('no picture')
  return row.id
}
