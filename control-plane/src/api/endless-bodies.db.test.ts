import { connect } from 'node:net'
import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const CHUNK = `10000\r\n${'x'.repeat(65_536)}\r\n`
/** More than the largest body of all routes but the backup. */
const PLENTY = 8 * 1024 * 1024

type Ended = { answer: string; sent: number }

/** Sends a body without end until the connection is over. */
function sendEndless(request: string, headers: readonly string[] = []): Promise<Ended> {
  const { port } = new URL(one.url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1')
    const ended: Ended = { answer: '', sent: 0 }
    const more = () => {
      while (socket.writable) {
        ended.sent += CHUNK.length
        if (!socket.write(CHUNK)) return
      }
    }
    socket.setEncoding('latin1').on('data', (text) => {
      ended.answer += text
    })
    socket.on('drain', more)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(ended))
    const head = [`${request} HTTP/1.1`, 'Host: x', 'Transfer-Encoding: chunked', ...headers]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    more()
  })
}

test.concurrent.each([
  ['POST /api/v1/auth/login', 413, 'The body is larger than 256 KB.'],
  ['POST /api/v1/auth/refresh', 413, 'The body is larger than 256 KB.'],
  ['POST /api/v1/channels', 413, 'The body is larger than 256 KB.'],
  ['PUT /api/v1/settings', 413, 'The body is larger than 256 KB.'],
  ['POST /trpc/auth.login', 413, 'The body is larger than 256 KB.'],
  ['POST /trpc/no.such?batch=1', 413, 'The body is larger than 256 KB.'],
  ['POST /link/enrol', 413, 'The body is larger than 4 KB.'],
  ['POST /api/v1/uploads/logo', 401, 'Log in first.'],
  ['POST /api/v1/backup/restore', 401, 'Log in first.'],
  ['POST /no/such/page', 404, 'There is nothing here.'],
  ['GET /healthz', 200, ''],
  ['GET /api/v1/channels', 401, ''],
  ['GET /streams/none/index.m3u8', 404, ''],
])(
  'an endless body to %s is answered %d and its connection ended',
  async (request, status, says) => {
    const { answer, sent } = await sendEndless(request, ['Content-Type: application/json'])
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain(says)
    expect(sent).toBeGreaterThan(0)
  },
)

test('whoever may send a picture may send no endless one', async () => {
  const { answer } = await sendEndless('POST /api/v1/uploads/logo', [
    `Authorization: Bearer ${one.tokens.operator}`,
    'Content-Type: multipart/form-data; boundary=x',
  ])
  expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  expect(answer).toContain('The picture is larger than 5 MB.')
})

test('a packed body is refused, so that none grows when it is unpacked', async () => {
  const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' }
  const answer = await one.ask({ method: 'POST', path: '/api/v1/auth/login', raw: 'x', headers })
  expect([answer.status, answer.body.error.code]).toEqual([415, 'unsupported_media_type'])
})

test(
  'many at once hold no memory to speak of, and others are answered meanwhile',
  NOISY_MACHINE,
  async () => {
    const before = process.memoryUsage.rss()
    let most = before
    let slowest = 0
    let running = true
    const watch = (async () => {
      while (running) {
        const startedAt = performance.now()
        expect((await one.ask({ method: 'GET', path: '/healthz' })).status).toBe(200)
        slowest = Math.max(slowest, performance.now() - startedAt)
        most = Math.max(most, process.memoryUsage.rss())
      }
    })()
    const ended = await Promise.all(
      Array.from({ length: 20 }, () => sendEndless('POST /api/v1/auth/login')),
    )
    running = false
    await watch
    expect(ended.every(({ answer }) => answer.includes(' 413 '))).toBe(true)
    expect(Math.max(...ended.map(({ sent }) => sent))).toBeGreaterThan(PLENTY / 8)
    expect(most - before).toBeLessThan(300 * 1024 * 1024)
    expect(slowest).toBeLessThan(2000)
  },
)
