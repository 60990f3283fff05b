import {
  AlertTargetAddress,
  AlertTargetFilter,
  type ChannelId,
  type HostId,
  HostReport,
  PutAlertSettingsInput,
  type Reason,
} from '@cashbacktv/contract'
import { alertTargets, createDb, type DbHandle, deliveries, leases, sources } from '@cashbacktv/db'
import { createTestDatabase, TEST_SECRETS_KEY, type TestDatabase } from '@cashbacktv/db/test'
import { eq, isNotNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addTestChannel,
  enrolTestHost,
  startTestInstance,
} from '../../link/test/start-test-link.ts'
import { putAlertSettings } from '../alert-settings/put.ts'
import { type Receiver, startHookReceiver, startMailReceiver } from './test/receivers.ts'
import { type Plane, startPlane } from './test/start-plane.ts'

const SERVERS = ['first.example', 'second.example'] as const
const EACH = 3
const NETWORK: Reason = { class: 'network', code: 'connection-lost', message: 'It broke off.' }
/** How long a try that says nothing counts as under way. */
const LOST_TRY_SECONDS = 60

let database: TestDatabase
let handle: DbHandle
let hook: Receiver
let mail: Receiver
let hostId: HostId
const channels: { id: ChannelId; server: string }[] = []
let plane: Plane
// Ahead of the clock by which the live view takes a host for silent.
let nowMs = Date.now() + 3_600_000
let lost = new Set<string>()

beforeAll(async () => {
  database = await createTestDatabase()
  // Beside the pool that the planes are to go through: what it holds back must not take their connections.
  handle = createDb(database.directUrl)
  hook = await startHookReceiver()
  mail = await startMailReceiver()
  const of = { handle, close: async () => {} }
  hostId = (await enrolTestHost(of)).hostId
  for (const server of SERVERS) {
    for (let number = 0; number < EACH; number += 1) {
      const id = await addTestChannel(of, hostId)
      const url = `http://${server}/${id}`
      await handle.db.update(sources).set({ url }).where(eq(sources.channelId, id))
      channels.push({ id, server })
    }
  }
  await handle.sql`update channels set "on" = true`
  await addTarget('hook', {
    kind: 'webhook',
    url: `http://127.0.0.1:${hook.port}/`,
    secret: 'a secret of sixteen',
  })
  await addTarget('mail', { kind: 'email', to: ['a@example.org'] })
  const instance = await startTestInstance(of)
  const smtp = { server: '127.0.0.1', port: mail.port, security: 'none', from: 'tv@example.org' }
  const input = PutAlertSettingsInput.parse({ smtp })
  await putAlertSettings(instance.ctx, input)
  await instance.close()
})
afterAll(async () => {
  await plane?.kill()
  await hook?.close()
  await mail?.close()
  await handle?.close()
  await database?.drop()
})

const receivers = () => [hook, mail]
const be = (manner: 'well' | 'mute' | 'away') => {
  for (const one of receivers()) one.be(manner)
}

async function addTarget(name: string, address: unknown) {
  const parsed = AlertTargetAddress.parse(address)
  const filter = AlertTargetFilter.parse({})
  const settings = { enabled: true, language: 'en' as const, timeZone: 'UTC', filter }
  await handle.db.insert(alertTargets).values({
    name,
    kind: parsed.kind,
    address: parsed,
    settings: { ...settings, quietHours: null, afterMinutes: 0 },
  })
}

function report(): HostReport {
  const at = new Date(nowMs).toISOString()
  return HostReport.parse({
    protocol: 1,
    hostId,
    at,
    appliedRevision: 1,
    sample: null,
    origin: { answers: true, lastWordAt: at },
    channels: channels.map(({ id, server }) => {
      const isLost = lost.has(server)
      const air = { mediaSequence: 1, segments: 3, lastPublishedAt: at, viewers: 2, sentBytes: 0 }
      return {
        channelId: id,
        since: at,
        restartGeneration: 0,
        nextTryAt: null,
        queuePosition: null,
        state: isLost ? 'backoff' : 'running',
        reason: isLost ? NETWORK : null,
        attempt: isLost ? 2 : 0,
        run: null,
        metrics: null,
        air: { ...air, showing: isLost ? 'slate' : 'live' },
      }
    }),
  })
}

async function look() {
  nowMs += 1000
  await plane.do({ kind: 'look', atMs: nowMs, report: report() })
}
const send = () => plane.do({ kind: 'send', atMs: nowMs })

const underWay = () => handle.db.$count(deliveries, isNotNull(deliveries.tryId))
const waiting = () => handle.db.$count(deliveries, eq(deliveries.state, 'waiting'))

/** Second by second, each with all that it sends: a try takes none of this time. */
async function pass(seconds: number) {
  for (let second = 0; second < seconds; second += 1) {
    await look()
    await send()
    await expect.poll(underWay, { interval: 2 }).toBe(0)
  }
}

/** Looks on until messages wait, and sends none. */
async function lookUntilToBeTold() {
  for (let second = 0; second < 60 && (await waiting()) === 0; second += 1) await look()
  expect(await waiting()).toBe(receivers().length)
}

/** Killed, its lease run out, and another in its place. */
async function startAnew() {
  await plane?.kill()
  await handle.db.update(leases).set({ expiresAt: sql`now()` })
  plane = await startPlane(database.url, TEST_SECRETS_KEY)
}

/** What was sent and what waits for it does not say how it ended: its try counts as lost after a while. */
async function passLostTry() {
  for (let second = 0; second <= LOST_TRY_SECONDS; second += 1) await look()
}

/** Takes what is due and cannot send it: what a message says is held back from whoever wants to read it. */
async function killBetweenClaimAndSending() {
  await handle.sql.begin(async (tx) => {
    await tx`lock table alerts in access exclusive mode`
    await send()
    await expect.poll(underWay).toBe(receivers().length)
    await plane.kill()
  })
}

async function killBetweenSendingAndNote() {
  be('mute')
  await send()
  await expect.poll(() => receivers().map(({ taken }) => taken.length)).toEqual([1, 1])
  await plane.kill()
  expect(await underWay()).toBe(receivers().length)
}

const SAYS = /^(Critical|Over): .*from (\S+)/
/** What a receiver counts that knows a message by its key, in the order in which it first came. */
function heard({ taken }: Receiver): string[] {
  const once = new Map(taken.map(({ key, title }) => [key, title]))
  return [...once.values()].map((title) => {
    const [, news, server] = SAYS.exec(title) ?? []
    return `${news} ${server}`
  })
}

/** Seconds between the tries of each message. */
function waits(tries: Receiver['tries']): number[][] {
  const keys = [...new Set(tries.map(({ key }) => key))]
  return keys.map((key) => {
    const at = tries.filter((one) => one.key === key).map(({ atSeconds }) => atSeconds)
    return at.slice(1).map((seconds, index) => seconds - (at[index] ?? 0))
  })
}

test('through three kills and ten minutes without any target each hears once of each incident that it is and that it is over', async () => {
  plane = await startPlane(database.url, TEST_SECRETS_KEY)
  lost = new Set([SERVERS[0]])
  await lookUntilToBeTold()
  await killBetweenClaimAndSending()
  expect(receivers().flatMap(({ taken }) => taken)).toEqual([])

  await startAnew()
  await passLostTry()
  await killBetweenSendingAndNote()
  be('well')
  await startAnew()
  await passLostTry()
  await pass(5)
  expect(await waiting()).toBe(0)
  // Sent twice, as nobody knew whether it had been; told apart from two messages by its key alone.
  for (const { taken } of receivers()) {
    expect(taken).toHaveLength(2)
    expect(taken[1]).toEqual(taken[0])
  }

  be('away')
  const triedBefore = hook.tries.length
  lost = new Set(SERVERS)
  await pass(60)
  lost = new Set([SERVERS[1]])
  await pass(5)
  await startAnew()
  await pass(235)
  lost = new Set()
  await pass(300)
  expect(await waiting()).toBe(3 * receivers().length)
  const triedWhileAway = hook.tries.slice(triedBefore)
  be('well')
  for (let minute = 0; minute < 40 && (await waiting()) > 0; minute += 1) await pass(60)

  const rows = await handle.db.select().from(deliveries)
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'sent'))
  for (const one of receivers()) {
    const said = heard(one)
    expect(said.toSorted()).toEqual(
      ['Critical', 'Over'].flatMap((news) => SERVERS.map((server) => `${news} ${server}`)),
    )
    for (const server of SERVERS) {
      expect(said.indexOf(`Critical ${server}`)).toBeLessThan(said.indexOf(`Over ${server}`))
    }
    // Of a message whose sender lived nothing came twice.
    expect(one.taken).toHaveLength(said.length + 1)
  }
  expect(triedWhileAway.length).toBeGreaterThanOrEqual(8)
  expect(triedWhileAway.length).toBeLessThan(80)
  for (const ofOne of waits(triedWhileAway)) {
    for (const [index, seconds] of ofOne.entries()) {
      // With full jitter up to twice as long each time; looked for once a second, dated in whole ones.
      expect(seconds).toBeLessThanOrEqual(Math.min(900, 2 * 2 ** (index + 1)) + 3)
    }
  }
}, 180_000)
