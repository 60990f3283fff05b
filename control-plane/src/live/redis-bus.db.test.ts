import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRedisBus, type RedisBus, type RedisBusOptions } from './redis-bus.ts'
import { openRedisWire, type RedisAddress, type RedisWire } from './redis-wire.ts'
import { type RedisServer, startRedisServer } from './test/redis-server.ts'
import { startUpstashServer, type UpstashServer } from './test/upstash-server.ts'

let server: RedisServer
let rest: UpstashServer

beforeAll(async () => {
  server = await startRedisServer()
  rest = await startUpstashServer(server.url)
})
afterAll(async () => {
  await rest?.close()
  await server?.close()
})

const reportIn = (key: string, text: string) => ({ key, field: 'host', text })

type Heard = Partial<Pick<RedisBusOptions, 'onReport' | 'lingerMs'>>

function openBus(
  address: RedisAddress,
  channel: string,
  onMessage: (payload: unknown) => void,
  more: Heard = {},
) {
  const wire: RedisWire = openRedisWire(address)
  const bus: RedisBus = createRedisBus({
    wire,
    channel,
    instanceId: randomUUID(),
    onMessage: (_topic, payload) => onMessage(payload),
    onReport: () => {},
    onStrange: () => {},
    guarded: (operation) => operation(),
    ...more,
  })
  const close = () => {
    bus.close()
    wire.close()
  }
  return { bus, close }
}

for (const [name, address] of [
  ['TCP', () => ({ url: server.url })],
  ['the Upstash REST protocol', () => ({ restUrl: rest.url, token: rest.token })],
] satisfies [string, () => RedisAddress][])
  it(`misses nothing and hears nothing twice while its subscription over ${name} is renewed`, async () => {
    const channel = randomUUID()
    const heard: unknown[] = []
    const listener = openBus(address(), channel, (message) => heard.push(message))
    const speaker = openBus(address(), channel, () => {})
    await expect
      .poll(() => speaker.bus.send('topic', 'hello').then(() => heard.length))
      .toBeGreaterThan(0)

    const numbers = Array.from({ length: 60 }, (_, index) => index)
    for (const number of numbers) {
      if (number % 5 === 0) listener.bus.refresh()
      await speaker.bus.send('topic', number)
    }
    const numbered = () => heard.filter((message) => message !== 'hello')
    await expect.poll(() => numbered().at(-1)).toBe(59)
    expect(numbered()).toEqual(numbers)
    listener.close()
    speaker.close()
  })

it('keeps the old subscription until the new one has both channels', async () => {
  const address = { restUrl: rest.url, token: rest.token }
  const channel = randomUUID()
  const heard: unknown[] = []
  const reports: string[] = []
  const listener = openBus(address, channel, (message) => heard.push(message), {
    onReport: (text) => reports.push(text),
    lingerMs: 0,
  })
  const speaker = openBus(address, channel, () => {})
  let sent = 0
  /** By how many subscriptions the report was heard that most heard, of those sent so far and one more. */
  const heardByMost = async () => {
    sent += 1
    await speaker.bus.sendReport(reportIn(channel, `report ${sent}`))
    const times = new Map<string, number>()
    for (const report of reports) times.set(report, (times.get(report) ?? 0) + 1)
    return Math.max(0, ...times.values())
  }
  await expect.poll(() => speaker.bus.send('t', 'up').then(() => heard.length)).toBeGreaterThan(0)
  await expect.poll(heardByMost).toBe(1)

  const release = rest.hold(channel)
  listener.bus.refresh()
  // The old subscription and the new one, of which only the channel of reports is up.
  await expect.poll(heardByMost).toBe(2)
  await speaker.bus.send('t', 'meanwhile')
  await expect.poll(() => heard).toContain('meanwhile')

  release()
  await speaker.bus.send('t', 'after')
  await expect.poll(() => heard).toContain('after')
  listener.close()
  speaker.close()
})

it('keeps a subscription that hears on one channel yet, until the next hears on both', async () => {
  const address = { restUrl: rest.url, token: rest.token }
  const channel = randomUUID()
  const heard: unknown[] = []
  const letReports = rest.hold(`${channel}:reports`)
  const listener = openBus(address, channel, (message) => heard.push(message))
  const speaker = openBus(address, channel, () => {})
  await expect.poll(() => speaker.bus.send('t', 'up').then(() => heard.length)).toBeGreaterThan(0)
  const letMessages = rest.hold(channel)
  for (let times = 0; times < 9; times++) listener.bus.refresh()
  await speaker.bus.send('t', 'meanwhile')
  await expect.poll(() => heard).toContain('meanwhile')
  letReports()
  letMessages()
  await speaker.bus.send('t', 'after')
  await expect.poll(() => heard).toContain('after')
  listener.close()
  speaker.close()
})

it('notices that the subscription to reports alone has ended', async () => {
  const address = { restUrl: rest.url, token: rest.token }
  const channel = randomUUID()
  const reports: string[] = []
  const listener = openBus(address, channel, () => {}, {
    onReport: (text) => reports.push(text),
    lingerMs: 0,
  })
  const speaker = openBus(address, channel, () => {})
  const say = (text: string) =>
    speaker.bus.sendReport(reportIn(channel, text)).then(() => reports.includes(text))
  await expect.poll(() => say('before')).toBe(true)
  rest.cut(`${channel}:reports`)
  await expect.poll(() => say('after')).toBe(true)
  listener.close()
  speaker.close()
})
