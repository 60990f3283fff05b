import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { MOST_LIVE } from '../live/live-places.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

/** The status of the answer to bytes as they are. */
async function statusOf(head: string): Promise<number> {
  const socket = connect(one.plane.port, '127.0.0.1')
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes
  })
  socket.write(`${head}\r\nConnection: close\r\n\r\n`)
  await once(socket, 'close')
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])
}

const METHODS = ['TRACE', 'PROPFIND', 'FOO', 'get', 'QUERY', 'PURGE', 'OPTIONS', 'M-SEARCH']
const PATHS = ['/api/v1/auth/me', '/trpc/auth.me', '/metrics', '/api/v1/nothing', '/']

test.each(METHODS)(
  '%s is answered as what is not asked that way, nowhere as a fault',
  async (method) => {
    for (const path of PATHS) {
      const status = await statusOf(`${method} ${path} HTTP/1.1\r\nHost: x`)
      expect([path, status, status >= 200 && status < 500]).toEqual([path, status, true])
    }
  },
)

test.each([
  ...['Bearer', 'Bearer ', 'Bearer a b', 'bearer \x80\xff', 'Basic !!!', 'Bearer cbk_', '\x00'],
  ...['Bearer ..', `Bearer ${'x.'.repeat(3000)}`, 'Bearer %', 'Bearer eyJhbGciOiJub25lIn0.e30.'],
])('the credential %j is refused', async (credential) => {
  for (const path of ['/api/v1/auth/me', '/trpc/auth.me', '/metrics']) {
    const status = await statusOf(`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${credential}`)
    expect([400, 401, 429, 431]).toContain(status)
  }
})

test('what comes with odd hosts, cookies and addresses is no fault', async () => {
  const heads = [
    'Host: [',
    'Host: a b',
    'Host:',
    'Host: x\r\nX-Forwarded-Host: ]\r\nX-Forwarded-For: ,',
  ]
  const cookies = ['cbtv_access=%E0%A4%A', 'cbtv_access=\x01', 'cbtv_access', '=;=;;']
  for (const head of [...heads, ...cookies.map((cookie) => `Host: x\r\nCookie: ${cookie}`)]) {
    expect(await statusOf(`GET /api/v1/auth/me HTTP/1.1\r\n${head}`)).toBeLessThan(500)
  }
})

test('nothing on the way keeps what the API answers', async () => {
  const headers = { authorization: `Bearer ${one.tokens.admin}` }
  for (const path of [
    '/trpc/users.list',
    '/trpc/auth.me',
    '/api/v1/users',
    '/api/v1/auth/me',
    '/api/v1/x',
  ]) {
    for (const ask of [{ headers }, {}]) {
      const answer = await one.ask({ method: 'GET', path, ...ask })
      expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store'])
    }
  }
})

describe('connections that stay open', () => {
  const headers = () => ({ authorization: `Bearer ${one.tokens.viewer}` })
  const ended: (() => void)[] = []
  afterEach(() => {
    for (const end of ended.splice(0)) end()
  })
  const listen = async () => {
    const ending = new AbortController()
    const answer = await fetch(`${one.url}/trpc/live.watch`, {
      headers: headers(),
      signal: ending.signal,
    })
    if (answer.ok) ended.push(() => ending.abort())
    return { status: answer.status, answer }
  }
  const openSocket = () => {
    const address = `${one.url.replace('http', 'ws')}/api/v1/ws/metrics`
    const socket = new WebSocket(address, { headers: headers() })
    return new Promise<{ status: number }>((resolve) => {
      socket.on('error', () => {})
      socket.on('unexpected-response', (_, { statusCode }) => resolve({ status: statusCode ?? 0 }))
      socket.on('open', () => {
        ended.push(() => socket.terminate())
        resolve({ status: 200 })
      })
    })
  }
  const left = async () => {
    const answer = await one.ask({ method: 'GET', path: '/trpc/live.room', headers: headers() })
    return answer.body.result.data.left
  }
  const untilAllAreLeft = () =>
    vi.waitFor(async () => expect(await left()).toBe(MOST_LIVE.person), 20_000)

  test('a person has so many, pages and sockets together, and is told what to do', async () => {
    await untilAllAreLeft()
    const half = MOST_LIVE.person / 2
    const pages = await Promise.all(Array.from({ length: half }, listen))
    const sockets = await Promise.all(Array.from({ length: half }, openSocket))
    expect([...pages, ...sockets].map(({ status }) => status)).toEqual(
      Array(MOST_LIVE.person).fill(200),
    )
    expect(await left()).toBe(0)
    const { status, answer } = await listen()
    expect([status, answer.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await answer.text()).toContain('Close tabs')
    expect((await openSocket()).status).toBe(429)
    // Somebody else is not held up by it.
    const other = { authorization: `Bearer ${one.tokens.operator}` }
    const theirs = await one.ask({ method: 'GET', path: '/trpc/live.room', headers: other })
    expect(theirs.body.result.data.left).toBe(MOST_LIVE.person)
    ended.shift()?.()
    await vi.waitFor(async () => expect((await openSocket()).status).toBe(200), 20_000)
  }, 60_000)

  test('places of whoever leaves, at whatever moment, are given back', async () => {
    await untilAllAreLeft()
    for (let round = 0; round < 5; round += 1) {
      const leaving = Array.from({ length: MOST_LIVE.person }, async (_, index) => {
        const signal = AbortSignal.timeout(1 + index * 3)
        const answer = await fetch(`${one.url}/trpc/live.watch`, { headers: headers(), signal })
        await answer.text()
      })
      await Promise.allSettled(leaving)
    }
    await untilAllAreLeft()
  }, 60_000)
})
