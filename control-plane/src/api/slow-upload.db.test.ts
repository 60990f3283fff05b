import { connect } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'
import { BODY_LIMITS } from './limit-body.ts'

/** In earnest a picture may take a minute. */
const { withinMs } = BODY_LIMITS.picture

let one: TestPlane
beforeAll(async () => {
  Object.assign(BODY_LIMITS.picture, { withinMs: 500 })
  one = await startTestPlane()
})
afterAll(async () => {
  Object.assign(BODY_LIMITS.picture, { withinMs })
  await one?.close()
})

/** A form that comes a byte at a time, until the connection is over. */
function sendSlowly(): Promise<string> {
  const { port } = new URL(one.url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1')
    let answer = ''
    const timer = setInterval(() => socket.write('x'), 20)
    socket.setEncoding('latin1').on('data', (text) => {
      answer += text
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearInterval(timer)
      resolve(answer)
    })
    const head = [
      ...['POST /api/v1/uploads/logo HTTP/1.1', 'Host: x', 'Content-Length: 4000000'],
      `Authorization: Bearer ${one.tokens.operator}`,
      'Content-Type: multipart/form-data; boundary=b',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n--b\r\n`)
    socket.write('Content-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n')
  })
}

test('a picture that does not come in time is answered 408, and holds nothing afterwards', async () => {
  const before = process.memoryUsage.rss()
  const answers = await Promise.all(Array.from({ length: 60 }, sendSlowly))
  for (const answer of answers) {
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('request_timeout')
  }
  expect(process.memoryUsage.rss() - before).toBeLessThan(BODY_LIMITS.picture.mostBytes * 30)
  const create = { width: 40, height: 20, channels: 4 as const, background: 'red' }
  const form = new FormData()
  form.set('file', new File([new Uint8Array(await sharp({ create }).png().toBuffer())], 'a.png'))
  const headers = { authorization: `Bearer ${one.tokens.operator}` }
  const whole = await one.ask({ method: 'POST', path: '/api/v1/uploads/logo', raw: form, headers })
  expect(whole.status).toBe(201)
}, 30_000)
