import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRedisBus, type RedisBus } from './redis-bus.ts'
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

function openBus(address: RedisAddress, channel: string, onMessage: (payload: unknown) => void) {
  const wire: RedisWire = openRedisWire(address)
  const bus: RedisBus = createRedisBus({
    redis: wire.redis,
    channel,
    instanceId: randomUUID(),
    onMessage: (_topic, payload) => onMessage(payload),
    onReport: () => {},
    onStrange: () => {},
    guarded: (operation) => operation(),
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
