import { BROADCAST_PRESET, type HostReport, LiveMessage } from '@cashbacktv/contract'
import { createTestDatabase } from '@cashbacktv/db/test'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { reportOf } from './link/test/test-agent.ts'
import { type RedisServer, startRedisServer } from './live/test/redis-server.ts'
import { PASSWORD, startTestPlane, type TestPlane } from './test/start-test-plane.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let redis: RedisServer
let a: TestPlane
let b: TestPlane
let host: Awaited<ReturnType<TestPlane['agent']>>

beforeAll(async () => {
  database = await createTestDatabase()
  redis = await startRedisServer()
  const options = { databaseUrl: database.url, redis: { url: redis.url } }
  a = await startTestPlane(options)
  b = await startTestPlane(options)
  host = await a.agent()
})
beforeEach(() => expect.poll(() => host.agent.snapshots.length, { interval: 5 }).toBeGreaterThan(0))
afterAll(async () => {
  await b?.close()
  await a?.close()
  await redis?.close()
  await database?.drop()
})

const last = () => host.agent.snapshots.at(-1)?.state
async function until(is: () => unknown): Promise<void> {
  await expect.poll(is, { interval: 20, timeout: 15_000 }).toBe(true)
}
const seen = (channelId: string, now: HostReport['channels'][number]['state']) =>
  reportOf(host.hostId, {
    appliedRevision: last()?.revision ?? null,
    channels: [
      {
        channelId,
        state: now,
        since: new Date().toISOString(),
        reason: null,
        attempt: 0,
        nextTryAt: null,
        queuePosition: null,
        restartGeneration: 0,
        air: null,
        run: null,
        metrics: { ...METRICS },
      } as HostReport['channels'][number],
    ],
  })
const METRICS = {
  pid: 4711,
  uptimeSeconds: 5,
  cpuPercent: 12,
  memoryBytes: 1e8,
  virtualMemoryBytes: 1e9,
  threads: 9,
  openFiles: 12,
  ioWaitSeconds: 0,
  readBytes: 1,
  writtenBytes: 1,
  frames: 125,
  fps: 25,
  speed: 1,
  inputBitrateKbps: null,
  outputBitrateKbps: 2500,
  droppedFrames: 0,
  duplicatedFrames: 0,
}

test('a new key for log-ins on one instance logs nobody out on any, and all sign by it', async () => {
  const before = b.tokens.admin
  expect((await a.as('operator', 'POST', '/auth/signing-key', { password: PASSWORD })).status).toBe(
    403,
  )
  expect((await a.as('admin', 'POST', '/auth/signing-key', { password: 'wrong' })).status).toBe(422)
  const answer = await a.as('admin', 'POST', '/auth/signing-key', { password: PASSWORD })
  expect(answer).toMatchObject({ status: 200, body: { isGiven: false } })
  expect(Date.parse(answer.body.formerCountsUntil)).toBeGreaterThan(Date.now() + 600_000)
  await expect
    .poll(async () => (await b.as('admin', 'GET', '/auth/signing-key')).body)
    .toEqual(answer.body)
  for (const plane of [a, b]) {
    const fresh = (await plane.login('admin')).accessToken
    for (const other of [a, b]) {
      for (const token of [before, fresh]) {
        const me = { method: 'GET', path: '/api/v1/auth/me' }
        const headers = { authorization: `Bearer ${token}` }
        expect((await other.ask({ ...me, headers })).status).toBe(200)
      }
    }
  }
})

test('an operator on one instance runs a channel on a host whose agent is on the other', async () => {
  const { status, body } = await b.as('operator', 'POST', '/channels', {
    name: 'Across',
    hostId: host.hostId,
    sources: [{ url: 'testcard://640x360@25' }],
  })
  expect(status).toBe(201)
  const channel = () => last()?.channels.find(({ id }) => id === body.id)
  await until(() => channel() !== undefined)

  expect((await b.as('operator', 'POST', `/channels/${body.id}/start`)).status).toBe(202)
  await until(() => channel()?.on === true)

  await host.agent.link.report.mutate(seen(body.id, 'running'))
  let view = { status: '' }
  const read = async () => {
    view = (await b.as('viewer', 'GET', `/channels/${body.id}`)).body
    return view.status === 'running'
  }
  await until(read)
  const metrics = await b.as('viewer', 'GET', `/channels/${body.id}/metrics`)
  expect(metrics.body).toMatchObject({ pid: 4711, fps: 25, outputBitrateKbps: 2500 })

  const from = performance.now()
  const logs = b.as('viewer', 'GET', `/channels/${body.id}/logs`)
  await expect.poll(() => host.agent.requests.length, { interval: 2 }).toBe(1)
  const [request] = host.agent.requests
  const line = { at: new Date().toISOString(), level: 'info' as const, text: 'frame= 125' }
  await host.agent.link.reply.mutate({
    id: request?.id ?? '',
    answer: { kind: 'log-tail', lines: [line], run: null, runs: [] },
  })
  expect((await logs).body).toEqual({ lines: [line], run: null, runs: [] })
  expect(performance.now() - from).toBeLessThan(3000)

  expect((await b.as('operator', 'POST', `/channels/${body.id}/stop`)).status).toBe(202)
  await until(() => channel()?.on === false)
  expect((await b.as('operator', 'DELETE', `/channels/${body.id}`)).status).toBe(204)
  await until(() => channel() === undefined && last()?.removed.includes(body.id))
})

test('a session of one instance counts on the other, and its end on the one ends it on the other', async () => {
  const tokens = await a.login('viewer')
  const me = (plane: TestPlane) =>
    plane.ask({
      method: 'GET',
      path: '/api/v1/auth/me',
      headers: { authorization: `Bearer ${tokens.accessToken}` },
    })
  expect((await me(b)).status).toBe(200)
  const headers = { authorization: `Bearer ${tokens.accessToken}` }
  await b.ask({ method: 'POST', path: '/api/v1/auth/logout', body: {}, headers })
  expect((await me(a)).status).toBe(401)
})

test('live figures of a host come out of the sockets of both instances', async () => {
  const pulseOf = (plane: TestPlane) =>
    new Promise<{ system: { id: string; link: string }[] }>((resolve, reject) => {
      const socket = new WebSocket(`${plane.url.replace('http', 'ws')}/api/v1/ws/metrics`, {
        headers: { authorization: `Bearer ${plane.tokens.viewer}` },
      })
      socket.once('error', reject)
      socket.once('message', (data) => {
        resolve(JSON.parse(String(data)))
        socket.close()
      })
    })
  await host.agent.link.report.mutate(reportOf(host.hostId))
  for (const plane of [a, b]) {
    await expect
      .poll(async () => (await pulseOf(plane)).system, { timeout: 10_000 })
      .toMatchObject([{ id: host.hostId, link: 'connected' }])
  }
})

/** What a screen on an instance is told, until the test has seen enough. */
async function* watching(plane: TestPlane): AsyncGenerator<LiveMessage> {
  const stop = new AbortController()
  const response = await fetch(`${plane.url}/trpc/live.watch`, {
    headers: { authorization: `Bearer ${plane.tokens.viewer}` },
    signal: stop.signal,
  })
  if (!response.body) throw new Error('No stream.')
  let rest = ''
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (!line.startsWith('data: {')) continue
        const { success, data } = LiveMessage.safeParse(JSON.parse(line.slice(6)))
        if (success) yield data
      }
    }
  } finally {
    stop.abort()
  }
}

/** From the answer of one instance until a screen of the other is told, on a machine that has time. */
const TOLD_WITHIN_MS = 2000
/** So many bare requests longer on one that has little. */
const STEPS = 10

async function bareMs(plane: TestPlane): Promise<number> {
  const from = performance.now()
  await plane.ask({ method: 'GET', path: '/healthz' })
  return performance.now() - from
}

/** Makes a change on `b`, and gives what the screens of `a` are told of it, in time. */
async function untilTold(
  messages: AsyncGenerator<LiveMessage>,
  change: () => Promise<{ status: number }>,
  isIt: (message: LiveMessage) => boolean,
): Promise<LiveMessage> {
  expect((await change()).status).toBeLessThan(300)
  const from = performance.now()
  for (;;) {
    const { value } = await messages.next()
    if (!value) throw new Error('The stream ended.')
    if (!isIt(value)) continue
    const tookMs = performance.now() - from
    expect(tookMs).toBeLessThan(TOLD_WITHIN_MS + STEPS * (await bareMs(a)))
    return value
  }
}

test('a channel that is made, renamed and deleted on one instance is told to the screens of the other within two seconds', async () => {
  const messages = watching(a)
  expect((await messages.next()).value).toMatchObject({ whole: true })
  const input = {
    name: 'Elsewhere',
    hostId: host.hostId,
    sources: [{ url: 'testcard://640x360@25' }],
  }
  let id = ''
  const ask = (method: string, path = '', body?: object) =>
    b.as('operator', method, `/channels/${id}${path}`, body)
  const create = async () => {
    const made = await b.as('operator', 'POST', '/channels', input)
    id = made.body.id
    return made
  }
  const editionIn = ({ channels }: LiveMessage) => channels.find((one) => one.id === id)?.edition
  const isTold = (one: LiveMessage) => editionIn(one) !== undefined
  const made = editionIn(await untilTold(messages, create, isTold))
  const rename = () => ask('PUT', '', { name: 'Renamed' })
  const isRenamed = (one: LiveMessage) => isTold(one) && editionIn(one) !== made
  const renamed = editionIn(await untilTold(messages, rename, isRenamed))
  const start = () => ask('POST', '/start')
  expect(editionIn(await untilTold(messages, start, isTold))).toBe(renamed)
  const remove = () => ask('DELETE')
  await untilTold(messages, remove, ({ gone }) => gone.some((one) => one === id))
  await messages.return(undefined)
})

test('a host, a group and a preset that are called otherwise are told to the screens of the other within two seconds', async () => {
  const messages = watching(a)
  const hostIn = (one: LiveMessage) => one.hosts.find(({ id }) => id === host.hostId)
  const first: LiveMessage | undefined = (await messages.next()).value
  const before = first && hostIn(first)
  const put = (path: string, body: object) => () => b.as('admin', 'PATCH', path, body)
  const renamed = put(`/hosts/${host.hostId}`, { name: 'Renamed host' })
  const told = await untilTold(messages, renamed, (one) => hostIn(one)?.name === 'Renamed host')
  expect(hostIn(told)?.edition).not.toBe(before?.edition)
  const group = (await b.as('admin', 'POST', '/groups', { name: 'Of before' })).body.id
  const isCalled = (name: string) => (one: LiveMessage) =>
    [...(one.names?.groups ?? []), ...(one.names?.presets ?? [])].some((it) => it.name === name)
  await untilTold(messages, put(`/groups/${group}`, { name: 'Of now' }), isCalled('Of now'))
  const preset = { name: 'Own', encoding: BROADCAST_PRESET }
  const make = () => b.as('admin', 'POST', '/settings/presets', preset)
  await untilTold(messages, make, isCalled('Own'))
  await messages.return(undefined)
})

test('a chart is the same on every instance, whichever heard the host', async () => {
  const channelId = crypto.randomUUID()
  const read = async (plane: TestPlane, query: string) =>
    (await plane.as('viewer', 'GET', `/monitoring/history?range=5m${query}`)).body.points
  const isThere = async () => {
    await host.agent.link.report.mutate(seen(channelId, 'running'))
    const { channelsOnAir } = await read(b, `&hostId=${host.hostId}`)
    return channelsOnAir.some((value: number | null) => value !== null)
  }
  await expect.poll(isThere, { interval: 200 }).toBe(true)
  const query = `&hostId=${host.hostId}`
  await expect
    .poll(async () => JSON.stringify(await read(a, query)) === JSON.stringify(await read(b, query)))
    .toBe(true)
})

test('with Redis away a change on the agent’s own instance arrives at once, on the other by its slow poll, and readiness says why', async () => {
  await redis.kill()
  const before = last()?.revision ?? 0
  expect((await a.as('admin', 'PUT', '/settings', { stallSeconds: 11 })).status).toBe(200)
  await until(() => (last()?.revision ?? 0) > before)
  expect((await b.as('admin', 'PUT', '/settings', { stallSeconds: 12 })).status).toBe(200)
  await expect.poll(() => last()?.settings.stallSeconds, { timeout: 12_000 }).toBe(12)
  const ready = await b.ask({ method: 'GET', path: '/readyz' })
  expect([ready.status, ready.body.checks.live.ok]).toEqual([503, false])
  await redis.start()
  await expect
    .poll(async () => (await b.ask({ method: 'GET', path: '/readyz' })).status, { timeout: 10_000 })
    .toBe(200)
}, 60_000)

test('a token of one instance is taken by the other, without a key that both are told', async () => {
  const me = (plane: TestPlane, token: string) =>
    plane.ask({
      method: 'GET',
      path: '/api/v1/auth/me',
      headers: { authorization: `Bearer ${token}` },
    })
  expect((await me(b, a.tokens.viewer)).status).toBe(200)
  expect((await me(a, b.tokens.admin)).status).toBe(200)
})
