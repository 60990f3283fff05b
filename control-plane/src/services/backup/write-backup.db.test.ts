import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { Sha256 } from '@cashbacktv/contract'
import { auditEntries, logos } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { HELD_OF_BACKUP } from '../../domain/backup/backup-parts.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const held = { ...HELD_OF_BACKUP }
/** Far more than a system takes from one connection to another. */
const content = randomBytes(12 * 1024 * 1024)

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())
const sockets: Socket[] = []
afterEach(() => {
  Object.assign(HELD_OF_BACKUP, held)
  for (const socket of sockets.splice(0)) socket.destroy()
})

const download = () => one.as('admin', 'GET', '/backup')

test('one that is too large to be restored is not written down as downloaded', async () => {
  const entries = () => one.db.$count(auditEntries, eq(auditEntries.action, 'backup.download'))
  expect((await download()).status).toBe(200)
  const before = await entries()
  Object.assign(HELD_OF_BACKUP, { rest: 10 })
  expect((await download()).status).toBe(409)
  expect(await entries()).toBe(before)
})

/** Takes no more of one than its beginning. */
async function takeLittle(): Promise<Socket> {
  const socket = connect({ port: one.plane.port, host: '127.0.0.1' })
  sockets.push(socket)
  socket.on('error', () => {})
  const head = [
    ...['GET /api/v1/backup HTTP/1.1', 'Host: x'],
    `Authorization: Bearer ${one.tokens.admin}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await new Promise((resolve) => socket.once('readable', resolve))
  return socket
}

test('two are written at a time, and one that is left, refused or asked the head of holds no place', async () => {
  const size = { width: 9, height: 9, bytes: content.length }
  const sha256 = Sha256.parse('a'.repeat(64))
  await one.db.insert(logos).values({ sha256, mime: 'image/png', ...size, content })
  const [first] = [await takeLittle(), await takeLittle()]
  const third = await download()
  expect([third.status, third.text]).toEqual([503, expect.stringContaining('backup-busy')])
  first.destroy()
  const headers = { authorization: `Bearer ${one.tokens.admin}` }
  const head = () => fetch(`${one.url}/api/v1/backup`, { method: 'HEAD', headers })
  await expect.poll(async () => (await head()).status).toBe(200)
  await expect.poll(async () => (await head()).status).toBe(200)
  Object.assign(HELD_OF_BACKUP, { rest: 10 })
  for (let asked = 0; asked < 3; asked++) {
    await expect.poll(async () => (await download()).status).toBe(409)
  }
  Object.assign(HELD_OF_BACKUP, held)
  await expect.poll(async () => (await download()).status).toBe(200)
}, 60_000)
