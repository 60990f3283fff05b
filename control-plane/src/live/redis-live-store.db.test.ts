import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAnswersInFlight } from '../answers-in-flight.ts'
import { createTurns } from '../short-turns.ts'
import type { LiveStore } from './live-store.ts'
import { redisLiveStore } from './redis-live-store.ts'
import { openRedisWire, type RedisAddress } from './redis-wire.ts'
import { describeLiveStore, reportOf, someHost } from './test/live-store-suite.ts'
import { freePort, type RedisServer, startRedisServer } from './test/redis-server.ts'
import { startUpstashServer, type UpstashServer } from './test/upstash-server.ts'

let server: RedisServer
let rest: UpstashServer
const opened: LiveStore[] = []
const inTurn = createTurns(createAnswersInFlight())
const logged: unknown[] = []
const log = {
  info: (...line: unknown[]) => void logged.push(line),
  warn: (...line: unknown[]) => void logged.push(line),
  error: (...line: unknown[]) => void logged.push(line),
}

beforeAll(async () => {
  server = await startRedisServer()
  rest = await startUpstashServer(server.url)
})
afterEach(async () => {
  for (const live of opened.splice(0)) await live.close()
  logged.length = 0
})
afterAll(async () => {
  await rest?.close()
  await server?.close()
})

const wires: [string, () => RedisAddress][] = [
  ['Redis over TCP', () => ({ url: server.url })],
  ['Redis over the Upstash REST protocol', () => ({ restUrl: rest.url, token: rest.token })],
]

async function open(
  redis: RedisAddress,
  namespace = randomUUID(),
  turns = inTurn,
): Promise<LiveStore> {
  const live = redisLiveStore({ redis, log, inTurn: turns, namespace })
  opened.push(live)
  await expect
    .poll(() =>
      live.ping().then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  return live
}

async function hears(from: LiveStore, to: LiveStore): Promise<void> {
  let heard = false
  const stop = to.subscribe('fleet.changed', () => {
    heard = true
  })
  const say = () => from.publish('fleet.changed', { hostId: null })
  await expect.poll(async () => say().then(() => heard), { timeout: 15_000 }).toBe(true)
  stop()
}

for (const [name, address] of wires) {
  describeLiveStore(name, () => open(address()))

  describe(`two instances behind ${name}`, () => {
    const pair = async () => {
      const namespace = randomUUID()
      const [a, b] = [await open(address(), namespace), await open(address(), namespace)]
      await hears(a, b)
      await hears(b, a)
      return [a, b] as const
    }

    it("see each other's reports and messages, each message once", async () => {
      const [a, b] = await pair()
      const host = someHost()
      const sent: unknown[] = []
      const heard: unknown[] = []
      b.subscribe('link.answer', (payload) => heard.push(payload))
      await a.putReport(reportOf(host, 3))
      // One that Redis was too slow for is not sent again: a few are sent, and none may be heard twice.
      const speak = async () => {
        const answer = { kind: 'command' as const, command: 'a,b,c' }
        const payload = { to: randomUUID(), reply: { id: randomUUID(), answer } }
        sent.push(payload)
        await a.publish('link.answer', payload)
        return heard.length
      }
      await expect.poll(speak).toBeGreaterThan(2)
      expect(sent).toEqual(expect.arrayContaining(heard))
      expect(new Set(heard.map((one) => JSON.stringify(one))).size).toBe(heard.length)
      await expect.poll(async () => (await b.latestReports()).get(host)?.appliedRevision).toBe(3)
    })

    it('take what the other heard in when it is its turn, as what they hear themselves', async () => {
      const namespace = randomUUID()
      const waiting: (() => void)[] = []
      const a = await open(address(), namespace)
      const b = await open(address(), namespace, (work) => waiting.push(work))
      await hears(a, b)
      const host = someHost()
      const heard: string[] = []
      b.onReport(({ hostId }) => heard.push(hostId))
      const isSent = async () => {
        await a.putReport(reportOf(host))
        return waiting.length > 0
      }
      await expect.poll(isSent).toBe(true)
      expect(heard).toEqual([])
      waiting[0]?.()
      expect(heard).toEqual([host])
    })

    it('drop what they do not understand of each other, say so once, and go on', async () => {
      const namespace = randomUUID()
      const [a, b] = [await open(address(), namespace), await open(address(), namespace)]
      await hears(a, b)
      const heard: string[] = []
      b.subscribe('host.wanted', ({ hostId }) => heard.push(hostId))
      b.onReport((report) => heard.push(report.hostId))
      const wire = openRedisWire(address())
      const stranger = randomUUID()
      let id = 0
      const say = (topic: string, payload: unknown) => {
        id += 1
        return wire.redis.publish(`${namespace}:bus`, { from: stranger, id, topic, payload })
      }
      for (const payload of [null, 'secret', { hostId: 'secret' }, { hostId: 7 }]) {
        await say('host.wanted', payload)
        await say('unheard.of', payload)
        await wire.redis.publish(`${namespace}:bus`, payload)
        const text = stranger + JSON.stringify(payload)
        await wire.redis.publish(`${namespace}:bus:reports`, text)
      }
      await wire.redis.publish(`${namespace}:bus:reports`, `${stranger}{"secret`)
      const host = someHost()
      await say('host.wanted', { hostId: host, newer: 1 })
      await expect.poll(() => heard).toEqual([host])
      const dropped = logged.filter((line) => JSON.stringify(line).includes('was dropped'))
      const kinds = dropped.map((line) => JSON.stringify(line)).sort()
      // Each of the two says so of each kind.
      expect(kinds).toHaveLength(8)
      expect(new Set(kinds).size).toBe(4)
      expect(JSON.stringify(logged)).not.toContain('secret')
      wire.close()
    })

    it('share limits and one-time keys', async () => {
      const [a, b] = await pair()
      const [one, other] = [a, b].map((live) => live.limiter({ name: 'l', points: 2, seconds: 30 }))
      expect((await one?.consume('k'))?.remainingPoints).toBe(1)
      expect((await other?.consume('k'))?.remainingPoints).toBe(0)
      await expect(one?.consume('k')).rejects.toMatchObject({ consumedPoints: 3 })
      expect(await b.once('k', 30)).toBe(true)
      expect(await a.once('k', 30)).toBe(false)
    })

    it('go on alone and fast while Redis is dead, say why, and find each other when it is back', async () => {
      const [a, b] = await pair()
      const host = someHost()
      await a.putReport(reportOf(host, 1))
      await expect.poll(async () => (await b.latestReports()).has(host)).toBe(true)
      await server.kill()
      try {
        for (const live of [a, b]) await isFastAlone(live, host)
        await expect(a.ping()).rejects.toThrow(
          /^Redis at \w+:\/\/127\.0\.0\.1:\d+ does not answer: /,
        )
        expect(
          logged.filter((line) => JSON.stringify(line).includes('live store away')),
        ).toHaveLength(2)
      } finally {
        await server.start()
      }
      await hears(a, b)
      await hears(b, a)
      await a.putReport(reportOf(host, 9))
      await expect.poll(async () => (await b.latestReports()).get(host)?.appliedRevision).toBe(9)
      await expect(a.ping()).resolves.toBeUndefined()
    })

    it('go on alone and fast while Redis accepts but answers nothing', async () => {
      const [a, b] = await pair()
      const host = someHost()
      await a.putReport(reportOf(host, 1))
      await expect.poll(async () => (await b.latestReports()).has(host)).toBe(true)
      server.freeze()
      try {
        for (const live of [a, b]) await isFastAlone(live, host)
        await expect(a.ping()).rejects.toThrow(/does not answer/)
      } finally {
        server.thaw()
      }
      // At once: whoever asks whether we are ready is not told of a moment ago.
      await expect(a.ping()).resolves.toBeUndefined()
      await hears(a, b)
    })
  })
}

/** Each call within 200 ms, the copy still known, listeners of this instance still served. */
async function isFastAlone(live: LiveStore, host: ReturnType<typeof someHost>): Promise<void> {
  const announced: string[] = []
  live.subscribe('host.wanted', ({ hostId }) => announced.push(hostId))
  const limiter = live.limiter({ name: 'alone', points: 100, seconds: 30 })
  const calls: (() => Promise<unknown>)[] = [
    () => live.latestReports(),
    () => live.putReport(reportOf(host, 2)),
    () => live.publish('host.wanted', { hostId: host }),
    () => limiter.consume('alone'),
    () => live.once('alone', 30),
  ]
  for (const call of [...calls, ...calls]) {
    const from = performance.now()
    await call()
    // 200 ms is the limit of one call; the rest is for a busy machine.
    expect(performance.now() - from).toBeLessThan(1000)
  }
  expect((await live.latestReports()).get(host)?.appliedRevision).toBe(2)
  expect(announced).toEqual([host, host])
}

describe('a Redis that never was there', () => {
  it('lets the store start, work alone and name the address without its password', async () => {
    const port = await freePort()
    const live = redisLiveStore({
      redis: { url: `redis://:hunter2@127.0.0.1:${port}` },
      log,
      inTurn,
    })
    opened.push(live)
    await isFastAlone(live, someHost())
    const problem = await live.ping().catch((error: Error) => error.message)
    expect(problem).toContain(`127.0.0.1:${port}`)
    expect(JSON.stringify([problem, logged])).not.toContain('hunter2')
  })

  it('is the same when something else listens there', async () => {
    const stranger = createServer((socket) => {
      socket
        .on('error', () => {})
        .resume()
        .write('SSH-2.0-x\r\n')
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    const { port } = stranger.address() as { port: number }
    const live = redisLiveStore({ redis: { url: `redis://127.0.0.1:${port}` }, log, inTurn })
    opened.push(live)
    await isFastAlone(live, someHost())
    await live.close()
    await new Promise((resolve) => stranger.close(resolve))
  })
})
