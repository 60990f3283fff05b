import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createHost } from '../services/hosts/create-host.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'
import { reportOf } from './test/test-agent.ts'

let one: TestPlane
let bad: string
let good: Awaited<ReturnType<TestPlane['agent']>>
let reader: WebSocket
let figures = 0
beforeAll(async () => {
  one = await startTestPlane()
  // Without an agent, which would come back and take the place of what is opened here.
  bad = (await createHost(one.db, 'bad')).credential
  good = await one.agent('good')
  await vi.waitFor(() => expect(good.agent.snapshots.length).toBeGreaterThan(0), 10_000)
  reader = new WebSocket(`${one.url.replace('http', 'ws')}/api/v1/ws/metrics`, {
    headers: { authorization: `Bearer ${one.tokens.viewer}` },
  })
  reader.on('message', () => {
    figures += 1
  })
  await vi.waitFor(() => expect(figures).toBeGreaterThan(0), 10_000)
})
const opened: Socket[] = []
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy()
})
afterAll(async () => {
  reader?.terminate()
  await one?.close()
})

/** A connection on which a WebSocket was opened, and on which bytes are sent as they are. */
async function openRaw(path: string, token: string, options: { allowHalfOpen?: boolean } = {}) {
  const socket = connect({ port: one.plane.port, host: '127.0.0.1', ...options })
  opened.push(socket)
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const head = [
    ...[`GET ${path} HTTP/1.1`, 'Host: x', 'Upgrade: websocket', 'Connection: Upgrade'],
    ...[`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`, 'Sec-WebSocket-Version: 13'],
    `Authorization: Bearer ${token}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
  expect(first.toString('latin1')).toMatch(/^HTTP\/1\.1 101 /)
  socket.resume()
  return { socket, closed }
}

const [TEXT, CONTINUED, CLOSE, PING, PONG] = [1, 0, 8, 9, 10]
type Frame = { opcode: number; body?: string | Buffer; isLast?: boolean; rsv?: number }

/** As a client has to send it (RFC 6455, 5.2), but for what is wrong with it. */
function frame({ opcode, body = '', isLast = true, rsv = 0 }: Frame): Buffer {
  const [bytes, mask] = [Buffer.from(body), Buffer.from([1, 2, 3, 4])]
  const masked = bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0))
  const head = Buffer.from([(isLast ? 0x80 : 0) | (rsv << 4) | opcode])
  return Buffer.concat([head, lengthOf(bytes.length), mask, masked])
}

function lengthOf(bytes: number): Buffer {
  if (bytes < 126) return Buffer.from([0x80 | bytes])
  const long = Buffer.alloc(bytes < 65_536 ? 3 : 9)
  long[0] = 0x80 | (bytes < 65_536 ? 126 : 127)
  if (bytes < 65_536) long.writeUInt16BE(bytes, 1)
  else long.writeBigUInt64BE(BigInt(bytes), 1)
  return long
}

const unfinished = (body: string) => frame({ opcode: TEXT, body, isLast: false })
const more = (body: string) => frame({ opcode: CONTINUED, body, isLast: false })

/** What is sent once, and what is sent for as long as it is taken. */
type Broken = { once?: Buffer; on?: () => Buffer }
const BROKEN: Record<string, Broken> = {
  'bytes by chance': { on: () => randomBytes(16_384) },
  zeroes: { on: () => Buffer.alloc(16_384) },
  'another protocol': { once: Buffer.from('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n') },
  'fragments and never a last one': { once: unfinished('a'), on: () => more('a'.repeat(1000)) },
  'empty fragments and never a last one': {
    once: unfinished(''),
    on: () => Buffer.concat(Array.from({ length: 1000 }, () => more(''))),
  },
  'a fragment of nothing': { once: frame({ opcode: CONTINUED, body: 'a' }) },
  'a message within another': { once: Buffer.concat([unfinished('a'), unfinished('b')]) },
  'a packed message where none was agreed (RSV1)': {
    once: frame({ opcode: TEXT, body: 'PING', rsv: 4 }),
  },
  RSV2: { once: frame({ opcode: TEXT, body: 'PING', rsv: 2 }) },
  RSV3: { once: frame({ opcode: TEXT, body: 'PING', rsv: 1 }) },
  'a ping with RSV1': { once: frame({ opcode: PING, rsv: 4 }) },
  'a message that is not masked': { once: Buffer.from([0x81, 0x04, ...Buffer.from('PING')]) },
  'a ping in fragments': { once: frame({ opcode: PING, isLast: false }) },
  'a ping that is too long': { once: frame({ opcode: PING, body: 'a'.repeat(126) }) },
  'a pong that is too long': { once: frame({ opcode: PONG, body: 'a'.repeat(126) }) },
  'a close of one byte': { once: frame({ opcode: CLOSE, body: 'a' }) },
  'a close with a code that nobody sends': {
    once: frame({ opcode: CLOSE, body: Buffer.from([0x03, 0xee]) }),
  },
  'a length with its highest bit set': {
    once: Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4]),
  },
  'a length of terabytes, and nothing behind it': {
    once: Buffer.from([0x81, 0xff, 0, 0, 0x10, 0, 0, 0, 0, 0, 1, 2, 3, 4]),
  },
  ...Object.fromEntries(
    [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) => [
      `the opcode ${opcode}`,
      { once: frame({ opcode, body: 'a' }) },
    ]),
  ),
}

/** More than any of it may be taken of. */
const MOST_BYTES = 40 * 1024 * 1024

async function sendUntilEnded(socket: Socket, { once, on }: Broken): Promise<void> {
  if (once) socket.write(once)
  for (let sent = 0; on && !socket.destroyed && socket.writable && sent < MOST_BYTES; ) {
    const bytes = on()
    sent += bytes.length
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()))
  }
}

const DOORS = [
  ['the link of hosts', '/link', () => bad],
  ['the socket of metrics', '/api/v1/ws/metrics', () => one.tokens.operator],
] as const

describe.each(DOORS)('on %s', (_door, path, tokenOf) => {
  test('what is in order leaves it open', async () => {
    const { socket } = await openRaw(path, tokenOf())
    let heard = Buffer.alloc(0)
    socket.on('data', (bytes) => {
      heard = Buffer.concat([heard, bytes])
    })
    socket.write(frame({ opcode: PING, body: 'still there' }))
    socket.write(Buffer.concat([unfinished('PI'), frame({ opcode: CONTINUED, body: 'NG' })]))
    socket.write(frame({ opcode: PING, body: 'once more' }))
    await expect.poll(() => heard.includes('once more'), { timeout: 10_000 }).toBe(true)
    expect(socket.closed).toBe(false)
  })

  test('who does not leave when told is cut off within seconds', async () => {
    const { socket, closed } = await openRaw(path, tokenOf(), { allowHalfOpen: true })
    socket.write(frame({ opcode: TEXT, body: 'PING', rsv: 2 }))
    const goOn = setInterval(() => socket.write(frame({ opcode: PING })), 50)
    await closed
    clearInterval(goOn)
  }, 5000)

  test.each(Object.entries(BROKEN))('%s ends it', async (_what, broken) => {
    const { socket, closed } = await openRaw(path, tokenOf())
    await sendUntilEnded(socket, broken)
    // Without a word from us: it is not waited for that we say good-bye.
    await closed
  })

  test('none of it has ended another, and figures go on', async () => {
    const seen = figures
    await good.agent.link.report.mutate(reportOf(good.hostId))
    await expect.poll(() => figures, { timeout: 10_000 }).toBeGreaterThan(seen)
    expect([reader.readyState, good.agent.closes]).toEqual([WebSocket.OPEN, []])
  })
})

test.each(['/link', '/api/v1/ws/metrics', '/nothing'])(
  'who is refused a socket on %s and leaves its half open holds none',
  async (path) => {
    const socket = connect({ port: one.plane.port, host: '127.0.0.1', allowHalfOpen: true })
    opened.push(socket)
    socket.on('error', () => {})
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    )
    const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
    expect(first.toString('latin1')).toMatch(/^HTTP\/1\.1 40[14] /)
    // Only an end that is gone answers with a reset, so that one who goes on sending is told.
    const goOn = setInterval(() => socket.write('a'), 50)
    await new Promise<void>((resolve) => socket.once('close', () => resolve()))
    clearInterval(goOn)
  },
  10_000,
)

test('none of it is a fault of ours', () => {
  expect(one.log.filter((line) => line.includes('"level":"ERROR"'))).toEqual([])
})
