import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Asset, Sha256 } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createAssetStore } from './asset-store.ts'
import { enrol } from './enrol.ts'

const MB = 2 ** 20
/** What the system holds of a connection beside what its reader has taken. */
const IN_SOCKETS = 16 * MB
const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }

let folder: string
let served: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'answers-'))
  served = await serve()
})
afterEach(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

it.each([
  ['a reply', 201],
  ['a refusal', 401],
])('reads no more of %s to an enrolment than that can be, and asks once', async (_what, status) => {
  served.answer = (response) => {
    response.statusCode = status
    endless(response)
  }
  await expect(enter()).rejects.toThrow('Create a new join token')
  expect(await served.sentBytes()).toBeLessThan(IN_SOCKETS)
  expect(served.asked).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})

it.each<[string, number, (response: ServerResponse) => void]>([
  ['packed', 201, (response) => response.setHeader('content-encoding', 'gzip').end(bomb())],
  ['no enrolment', 201, (response) => response.end('{"hostId":1}')],
  ['nested without end', 401, (response) => response.end('['.repeat(60_000))],
  ['broken off', 201, (response) => response.write('{', () => response.destroy())],
])('refuses an answer to an enrolment that is %s', async (_what, status, send) => {
  served.answer = (response) => {
    response.statusCode = status
    send(response)
  }
  await expect(enter()).rejects.toThrow('refused to enrol this host')
  expect(readdirSync(folder)).toEqual([])
})

it.each<[string, (response: ServerResponse) => void]>([
  ['has no end', (response) => endless(response)],
  ['is longer than was said', (response) => response.end(Buffer.alloc(MB + 1))],
  ['is packed', (response) => response.setHeader('content-encoding', 'gzip').end(bomb())],
  [
    'breaks off',
    (response) =>
      response.writeHead(200, { 'content-length': MB }).write('x', () => response.destroy()),
  ],
])('keeps nothing of a picture that %s, and reads no more than its size', async (_what, send) => {
  served.answer = send
  await expect(assets().fetch(picture(MB))).rejects.toThrow('damaged')
  expect(await served.sentBytes()).toBeLessThan(MB + IN_SOCKETS)
  expect(readdirSync(folder)).toEqual([])
})

it('asks for no picture that is larger than any may be', async () => {
  await expect(assets().fetch(picture(33 * MB))).rejects.toThrow('too large')
  expect(served.asked).toBe(0)
})

const enter = () =>
  enrol({
    identityFile: join(folder, 'identity.json'),
    controlPlaneUrl: served.url,
    joinToken: 'join-token-of-a-test',
    name: 'host',
    log,
    random: () => 0,
  })

const assets = () =>
  createAssetStore({
    folder,
    controlPlaneUrl: served.url,
    credential: { current: () => 'c'.repeat(40) },
  })

function picture(bytes: number): Asset {
  const sha256 = Sha256.parse(createHash('sha256').update('a picture').digest('hex'))
  return { sha256, mime: 'image/png', bytes }
}

/** Writes until whoever reads has gone, or far more than it may have taken. */
function endless(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 1024, ' ')
  let left = 256 * MB
  const more = () => {
    let isTaken = true
    while (isTaken && left > 0 && !response.destroyed) {
      isTaken = response.write(piece)
      left -= piece.length
    }
    if (left <= 0) response.end()
  }
  response.on('drain', more)
  more()
}

function bomb(): Buffer {
  return gzipSync(Buffer.alloc(64 * MB))
}

async function serve() {
  let sent = 0
  const gone: Promise<void>[] = []
  const server = createServer((request, response) => {
    told.asked++
    request.resume()
    told.answer(response)
  })
  server.on('connection', (socket) => {
    const closed = new Promise<void>((resolve) => {
      socket.on('error', silent)
      socket.once('close', () => {
        sent += socket.bytesWritten
        resolve()
      })
    })
    gone.push(closed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  const told = {
    url: `http://127.0.0.1:${address.port}`,
    asked: 0,
    answer: (response: ServerResponse): void => void response.end(),
    /** Once whoever asked has closed its connections, or has read an answer to its end. */
    async sentBytes(): Promise<number> {
      server.closeIdleConnections()
      await Promise.all(gone)
      return sent
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return told
}
