import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sha256 } from '@cashbacktv/contract'
import { logos } from '@cashbacktv/db'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createHost } from '../services/hosts/create-host.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

const MB = 1024 * 1024
/** Far more than a system takes from one connection to another. */
const content = randomBytes(12 * MB)
const READERS = 40
const SHA256 = Sha256.parse('a'.repeat(64))

let folder: string
let one: TestPlane
let picture: string
let credential: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  writeFileSync(join(folder, 'cashbacktv-host-test.tar.gz'), content)
  one = await startTestPlane({ hostReleaseDir: folder })
  credential = (await createHost(one.db, 'one')).credential
  const size = { width: 9, height: 9, bytes: content.length }
  const [row] = await one.db
    .insert(logos)
    .values({ sha256: SHA256, mime: 'image/png', ...size, content })
    .returning({ id: logos.id })
  picture = row?.id ?? ''
})
afterAll(async () => {
  await one?.close()
  rmSync(folder, { recursive: true, force: true })
})
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

/** Takes no more of an answer than its beginning. */
async function takeLittle(path: string, token: string): Promise<Socket> {
  const socket = connect({ port: one.plane.port, host: '127.0.0.1' })
  sockets.push(socket)
  socket.on('error', () => {})
  const head = [
    `GET ${path} HTTP/1.1`,
    'Host: x',
    'Connection: close',
    `Authorization: Bearer ${token}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await new Promise((resolve) => socket.once('readable', resolve))
  return socket
}

async function restOf(socket: Socket): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(part)
  const whole = Buffer.concat(parts)
  return whole.subarray(whole.indexOf('\r\n\r\n') + 4)
}

test.each<[string, () => [path: string, token: string]]>([
  ['the archive of hosts, as nobody', () => ['/install/cashbacktv-host-test.tar.gz', 'none']],
  ['a picture, as a viewer', () => [`/api/v1/uploads/${picture}`, one.tokens.viewer]],
])(
  '%s: many who take it slowly have next to nothing of it held',
  async (_what, ask) => {
    const before = process.memoryUsage.rss()
    const readers: Socket[] = []
    for (let reader = 0; reader < READERS; reader++) readers.push(await takeLittle(...ask()))
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * MB)
    expect((await one.as('viewer', 'GET', '/channels')).status).toBe(200)
    const [first, ...others] = readers
    for (const other of others) other.destroy()
    expect(first && (await restOf(first)).equals(content)).toBe(true)
  },
  60_000,
)

test('HEAD reads none of it, and a host gets the pictures of its own channels alone', async () => {
  const headers = { authorization: `Bearer ${one.tokens.viewer}` }
  const head = await fetch(`${one.url}/api/v1/uploads/${picture}`, { method: 'HEAD', headers })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(content.length)])
  const asset = await one.ask({
    method: 'GET',
    path: `/link/assets/${SHA256}`,
    headers: { authorization: `Bearer ${credential}` },
  })
  expect(asset.status).toBe(404)
})
