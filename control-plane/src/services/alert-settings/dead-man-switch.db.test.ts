import { leases, settings } from '@cashbacktv/db'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ServiceContext } from '../../context.ts'
import {
  openTestDatabase,
  sharedLiveStore,
  startTestInstance,
  type TestDatabase,
  type TestInstance,
} from '../../link/test/start-test-link.ts'
import { NOT_TRIED } from '../../repeat-job.ts'
import { createAlertEngine } from '../alerts/engine.ts'
import { runAlerts } from '../alerts/run-alerts.ts'
import { type HookServer, startHookServer } from '../alerts/test/hook-server.ts'
import { createDeadManSwitch } from './dead-man-switch.ts'
import { putAlertSettings } from './put.ts'
import { getAlertSettings } from './read-settings.ts'

const PATH = '/ping/a-secret-token'

let database: TestDatabase
let one: TestInstance
let hook: HookServer
let isStoreAway = false
let nowMs = Date.now()
const log: string[] = []

beforeAll(async () => {
  database = await openTestDatabase()
  const store = sharedLiveStore()
  const live = {
    ...store,
    ping: () => (isStoreAway ? Promise.reject(new Error('away')) : store.ping()),
  }
  one = await startTestInstance(database, { live, log })
  hook = await startHookServer()
})
beforeEach(async () => {
  for (const table of [leases, settings]) await database.handle.db.delete(table)
  isStoreAway = false
  for (const list of [hook.received, hook.answers, log]) list.length = 0
  await pingTo(`${hook.url}${PATH}`)
})
afterAll(async () => {
  await hook?.close()
  await one?.close()
  await database?.close()
})

const ctx = (): ServiceContext => ({ ...one.ctx, now: () => new Date(nowMs) })
const pingTo = (deadManUrl: string | null) => putAlertSettings(ctx(), { deadManUrl })
const warnings = () => log.filter((line) => line.includes('dead-man'))
const pinged = async () => (await getAlertSettings(ctx())).deadMan

/** Another instance of the control plane: what its jobs do, at the moment the test says. */
function anInstance() {
  const engine = createAlertEngine(ctx())
  return { ...createDeadManSwitch(ctx(), engine), close: () => engine.close() }
}

test('is pinged again and again while all is well, and no more once it is stopped', async () => {
  const stop = runAlerts(one.ctx, {
    stepEveryMs: 10,
    deliverEveryMs: 10,
    pingEveryMs: 10,
    firstPingAfterMs: 10,
  })
  await vi.waitFor(() => expect(hook.received.length).toBeGreaterThanOrEqual(3), 20_000)
  await stop()
  const { length } = hook.received
  expect(hook.received.every(({ method, path }) => method === 'GET' && path === PATH)).toBe(true)
  // The job and its timer are gone: what follows has its own.
  const other = anInstance()
  await other.step()
  await other.ping()
  expect(hook.received).toHaveLength(length + 1)
  await other.close()
})

test('is not pinged before the fleet was looked at, and not while looking at it stalls', async () => {
  const instance = anInstance()
  expect(await instance.ping()).toBe(NOT_TRIED)
  await instance.step()
  await instance.ping()
  expect(hook.received).toHaveLength(1)
  isStoreAway = true
  for (let second = 0; second < 10; second += 1) {
    nowMs += 1000
    expect(await instance.step()).toBe(NOT_TRIED)
  }
  expect(await instance.ping()).toBe(NOT_TRIED)
  expect(hook.received).toHaveLength(1)
  isStoreAway = false
  await instance.step()
  await instance.ping()
  expect(hook.received).toHaveLength(2)
  await instance.close()
})

test('is pinged by the instance that leads alone, and by another once that is gone', async () => {
  const [first, second] = [anInstance(), anInstance()]
  await first.step()
  await second.step()
  expect(await second.ping()).toBe(NOT_TRIED)
  await first.ping()
  expect(hook.received).toHaveLength(1)
  await first.close()
  // By then the lease is asked for again.
  nowMs += 5000
  await second.step()
  await second.ping()
  expect(hook.received).toHaveLength(2)
  await second.close()
})

test('that fails is said once, without its address, shown to people, and over with the next that got there', async () => {
  const instance = anInstance()
  await instance.step()
  await instance.ping()
  const lastOkAt = new Date(nowMs).toISOString()
  hook.answers.push({ status: 500, body: PATH }, { status: 404 })
  nowMs += 1000
  await instance.ping()
  await instance.ping()
  expect(warnings()).toHaveLength(1)
  expect(await pinged()).toMatchObject({ lastOkAt, failing: true })
  await instance.ping()
  expect(await pinged()).toMatchObject({ lastOkAt: new Date(nowMs).toISOString(), failing: false })
  expect(log.join()).not.toContain('secret-token')
  expect(warnings()).toHaveLength(1)
  await instance.close()
})

test.each([
  ['a private network', 'http://10.1.2.3/ping/a-secret-token'],
  ['the metadata service of a cloud', 'http://169.254.169.254/ping/a-secret-token'],
])('in %s is not asked, and that is said once', async (_name, url) => {
  await pingTo(url)
  const instance = anInstance()
  await instance.step()
  await instance.ping()
  await instance.ping()
  expect(warnings().map((line) => JSON.parse(line).code)).toEqual(['egress-refused'])
  expect(await pinged()).toMatchObject({ lastOkAt: null, failing: true })
  expect(log.join()).not.toContain('secret-token')
  await instance.close()
})

test('that leads elsewhere is not followed there', async () => {
  hook.answers.push({ status: 302, headers: { location: `${hook.url}/elsewhere` } })
  const instance = anInstance()
  await instance.step()
  await instance.ping()
  expect(hook.received).toEqual([])
  expect(await pinged()).toMatchObject({ failing: true })
  await instance.close()
})

test('that was switched off is fetched no more', async () => {
  await pingTo(null)
  const instance = anInstance()
  await instance.step()
  await instance.ping()
  expect(hook.received).toEqual([])
  expect(await pinged()).toBeNull()
  await instance.close()
})
