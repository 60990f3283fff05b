import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'

const MANY = 300
const FORM = 'Content-Type: application/x-www-form-urlencoded'
/** Often enough to look alive. */
const DRIP_MS = 1000

let stack: Stack
beforeAll(async () => {
  stack = await shareStack()
})
afterAll(() => stack?.stop())

const open = new Set<Slow>()
afterEach(() => {
  for (const { socket } of open) socket.destroy()
  open.clear()
})

type Slow = { socket: Socket; answer: string; isOver: boolean }

/** Says the head at once and then a character each second. */
function speakSlowly(head: string): Slow {
  const socket = connect(stack.port, '127.0.0.1')
  const slow: Slow = { socket, answer: '', isOver: false }
  open.add(slow)
  const timer = setInterval(() => socket.write('x'), DRIP_MS)
  socket.setEncoding('utf8').on('data', (text) => {
    slow.answer += text
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    clearInterval(timer)
    slow.isOver = true
  })
  socket.write(head)
  return slow
}

async function slowestOf(times: number): Promise<number> {
  let slowest = 0
  for (let asked = 0; asked < times; asked++) {
    const begun = performance.now()
    expect((await fetch(`${stack.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${stack.url}/login`)).status).toBe(200)
    slowest = Math.max(slowest, performance.now() - begun)
  }
  return slowest
}

test('heads that never end, of many at once, are ended, and nobody waits for them', async () => {
  const slow = Array.from({ length: MANY }, () => {
    return speakSlowly('GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')
  })
  expect(await slowestOf(10)).toBeLessThan(2000)
  const over = () => slow.filter(({ isOver }) => isOver).length
  await expect.poll(over, { timeout: 45_000, interval: 500 }).toBe(MANY)
  expect(new Set(slow.map(({ answer }) => answer.slice(0, 12)))).toEqual(new Set(['HTTP/1.1 408']))
})

test('slow bodies and connections that say nothing, of many at once, keep nobody waiting', async () => {
  const head = `POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\n${FORM}\r\nContent-Length: 5000\r\n\r\n`
  const slow = Array.from({ length: MANY }, (_, at) => speakSlowly(at % 2 === 0 ? head : ''))
  await expect.poll(() => slow.filter(({ socket }) => socket.connecting).length).toBe(0)
  expect(await slowestOf(10)).toBeLessThan(2000)
  const { status } = await stack.api.send('GET', '/channels')
  expect(status).toBe(200)
  const over = () => slow.filter(({ isOver }) => isOver).length
  await expect.poll(over, { timeout: 60_000, interval: 500 }).toBe(MANY)
  const bodies = slow.filter((_, at) => at % 2 === 0).map(({ answer }) => answer.slice(0, 12))
  expect(new Set(bodies)).toEqual(new Set(['HTTP/1.1 408']))
})
