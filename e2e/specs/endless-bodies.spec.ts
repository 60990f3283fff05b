import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendEndlessBody } from '../stack/endless-body.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'

const MB = 1024 * 1024
const FORM = 'Content-Type: application/x-www-form-urlencoded'
const PICTURES = 'Content-Type: multipart/form-data; boundary=x'
const PRETENDED = 'Cookie: cbtv_access=nobody; cbtv_refresh=nobody'

let stack: Stack
beforeAll(async () => {
  stack = await shareStack()
})
afterAll(() => stack?.stop())

test.concurrent.each([
  [`POST /login HTTP/1.1\r\n${FORM}`, 'What was sent is too large.'],
  [`POST /login HTTP/1.1\r\n${FORM}\r\nAccept-Language: tr`, 'Gönderilen veri çok büyük.'],
  [`POST /login HTTP/1.1\r\n${FORM}\r\nContent-Encoding: gzip`, ''],
  [`POST /login.data HTTP/1.1\r\n${FORM}`, ''],
  [`POST /login HTTP/1.1\r\n${PICTURES}\r\n${PRETENDED}`, 'What was sent is too large.'],
  [`POST /forgot HTTP/1.1\r\n${FORM}`, 'What was sent is too large.'],
  [`POST /preferences HTTP/1.1\r\n${FORM}`, ''],
  [`POST /channels/new HTTP/1.1\r\n${PICTURES}\r\n${PRETENDED}`, ''],
])('%j without end is refused in the words of the page', async (head, says) => {
  const sending = sendEndlessBody(stack.port, head)
  await sending.ended
  const packed = head.includes('gzip')
  expect(sending.answer()).toMatch(packed ? /^HTTP\/1\.1 415 / : /^HTTP\/1\.1 413 /)
  expect(sending.answer()).toContain(says)
})

test('twenty that send without end cost little memory, and nobody waits for them', async () => {
  await expect.poll(() => rssOf(stack.pid())).toBeLessThan(600 * MB)
  const before = rssOf(stack.pid())
  const heads = ['/login', '/login.data', '/forgot', '/api/v1/auth/login', '/trpc/auth.login']
  let most = before
  let slowest = 0
  let left = 20
  const sending = Array.from({ length: left }, async (_, index) => {
    const path = heads[index % heads.length]
    await sendEndlessBody(stack.port, `POST ${path} HTTP/1.1\r\n${FORM}`).ended
    left -= 1
  })
  while (left > 0) {
    const startedAt = performance.now()
    expect((await fetch(`${stack.url}/healthz`)).status).toBe(200)
    slowest = Math.max(slowest, performance.now() - startedAt)
    most = Math.max(most, rssOf(stack.pid()))
  }
  await Promise.all(sending)
  expect(most - before).toBeLessThan(200 * MB)
  expect(slowest).toBeLessThan(2000)
  process.stdout.write(`RSS +${Math.round((most - before) / MB)} MB, ${Math.round(slowest)} ms\n`)
})

function rssOf(pid: number): number {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}
