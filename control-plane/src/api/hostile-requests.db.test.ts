import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { MOST_SOCKETS } from '../front/socket-places.ts'
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

test('a person has so many sockets of metrics, and another when one has closed', async () => {
  const headers = { authorization: `Bearer ${one.tokens.viewer}` }
  const open = async () => {
    const socket = new WebSocket(`${one.url.replace('http', 'ws')}/api/v1/ws/metrics`, { headers })
    return new Promise<WebSocket | number>((resolve) => {
      socket.on('error', () => {})
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      socket.on('open', () => resolve(socket))
    })
  }
  const all = await Promise.all(Array.from({ length: MOST_SOCKETS.person + 3 }, open))
  expect(all.filter((one_) => one_ === 429)).toHaveLength(3)
  const sockets = all.filter((one_) => one_ instanceof WebSocket)
  sockets[0]?.close()
  await vi.waitFor(async () => {
    const again = await open()
    if (again instanceof WebSocket) sockets.push(again)
    expect(again).toBeInstanceOf(WebSocket)
  }, 10_000)
  for (const socket of sockets) socket.terminate()
})
