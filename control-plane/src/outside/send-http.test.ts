import dns from 'node:dns/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import type { Socket } from 'node:net'
import { AlertTargetAddress } from '@cashbacktv/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sendHttp } from './send-http.ts'

/** Put where the system's own is, as files of tests share the modules that ask it. */
const lookup = vi.fn()
const ofSystem = dns.lookup

const OUTSIDE = '93.184.216.34'
const TIMEOUT_MS = 1000
/** More than may be read of an answer, with what the system holds of a connection. */
const MOST_SENT = 16 * 2 ** 20
const V4 = (address: string) => ({ address, family: 4 })

/** Asked of the name server; who asks twice hears the second answer. */
const NAMES: Record<string, { address: string; family: number }[][]> = {
  'metadata.google.internal': [[V4('169.254.169.254')]],
  'localhost.': [[V4('127.0.0.1')]],
  'mixed.example': [[V4(OUTSIDE), V4('127.0.0.1')]],
  'inside.example': [[{ address: 'fd00::1', family: 6 }]],
  'nowhere.example': [[]],
  'rebound.example': [[V4('127.0.0.1')], [V4('127.0.0.2')]],
}

let server: ReturnType<typeof createServer>
let port = 0
let answer: (response: ServerResponse) => void
let asked: IncomingMessage[]
let sockets: Socket[]
let refused: IncomingMessage[]
let inner: ReturnType<typeof createServer>

beforeAll(async () => {
  answerNames(lookup)
  server = createServer((request, response) => {
    asked.push(request)
    answer(response)
  })
  server.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
  })
  inner = createServer((request, response) => {
    refused.push(request)
    response.end()
  })
  port = await listening(server, '127.0.0.1', 0)
  // What is not allowed answers on the same port.
  await listening(inner, '127.0.0.2', port)
})
afterAll(() => {
  answerNames(ofSystem)
  for (const each of [server, inner]) {
    each.closeAllConnections()
    each.close()
  }
})
beforeEach(() => {
  ;[asked, sockets, refused] = [[], [], []]
  lookup.mockReset()
  lookup.mockImplementation(async (name: string) => {
    const answers = NAMES[name] ?? [[]]
    return answers[Math.min(lookup.mock.calls.length, answers.length) - 1]
  })
})

function answerNames(by: typeof dns.lookup): void {
  Object.assign(dns, { lookup: by })
  syncBuiltinESMExports()
}

function listening(each: typeof server, host: string, wanted: number): Promise<number> {
  return new Promise((resolve) => {
    each.listen(wanted, host, () => {
      const address = each.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** As a target of alerts is set, and then sent to. */
async function targetAt(url: string, allowCidrs: readonly string[] = []): Promise<string> {
  const secret = 'a secret of sixteen'
  const target = AlertTargetAddress.safeParse({ kind: 'webhook', url, secret })
  if (!target.success || target.data.kind !== 'webhook') return 'not taken'
  return (await send(target.data.url, allowCidrs)).kind
}

const send = (url: string, allowCidrs: readonly string[] = ['127.0.0.1/32']) =>
  sendHttp({ method: 'POST', url, headers: {}, body: '{}' }, allowCidrs, TIMEOUT_MS)

const own = (path = '/') => `http://127.0.0.1:${port}${path}`

describe('the address of a hook', () => {
  it.each([
    ...['file:///etc/passwd', 'FILE:///etc/passwd', '/etc/passwd', '../../x', 'C:\\x', ''],
    ...['concat:/a.ts|/b.ts', 'subfile,,start,0,end,0,,:/etc/passwd', 'data:text/plain,x'],
    ...['pipe:0', 'unix:/run/x.sock', 'javascript:alert(1)', 'ftp://127.0.0.1/', '-i', '--help'],
    ...['gopher://127.0.0.1:6379/9/\r\nSET x 1', 'rtsp://127.0.0.1:6379/x\r\nSET x 1\r\n'],
    ...['ws://127.0.0.1/', 'rtmp://2130706433/a', 'srt://[::ffff:7f00:1]:9000', 'http://', 'http:'],
    ...['http://127.0.0.1:65536/', 'http://[fe80::1%25lo]/', 'http://256.1.1.1/'],
  ])('%j is not taken', async (url) => {
    expect(await targetAt(url)).toBe('not taken')
  })

  it.each([
    ...['http://169.254.169.254/latest/meta-data/', 'http://metadata.google.internal/'],
    ...['http://[fd00:ec2::254]/', 'http://127.0.0.1:9090/metrics', 'http://localhost./'],
    ...['http://[::1]/', 'http://[::]/', 'http://0/', 'http://0.0.0.0:3000/', 'https://127.0.0.1/'],
    ...['http://2130706433/', 'http://0x7f.1/', 'http://017700000001/', 'http://127.1/'],
    ...['http://１２７.０.０.１/', 'http://①②⑦.⓪.⓪.①/', 'http://user:pw@127.0.0.1/'],
    ...['http://[::ffff:127.0.0.1]/', 'http://[::ffff:a9fe:a9fe]/', 'http://[64:ff9b::7f00:1]/'],
    ...['http://[2002:7f00:1::]/', 'http://[fe80::1]/', 'http://[ff02::1]/', 'http://224.0.0.1/'],
    ...['http://10.0.0.1/', 'http://172.16.0.1/', 'http://192.168.1.1/', 'http://100.64.0.1/'],
    ...['http://255.255.255.255/', 'http://mixed.example/', 'http://inside.example/'],
    ...['http://nowhere.example/', 'http://127.0.0.1:6379/x\r\nSET x 1\r\n'],
  ])('%j is sent nothing', async (url) => {
    expect(await targetAt(url)).toBe('refused')
  })

  it('that is allowed is sent to, and one beside it is not', async () => {
    answer = (response) => response.end('ok')
    expect(await targetAt(own(), ['127.0.0.1/32'])).toBe('answered')
    expect(await targetAt(own().replace('0.1', '0.2'), ['127.0.0.1/32'])).toBe('refused')
    expect([asked.length, refused.length]).toEqual([1, 0])
  })

  it('is connected to as it was judged, though its name leads elsewhere by then', async () => {
    answer = (response) => response.end('ok')
    const reply = await send(`http://rebound.example:${port}/`)
    expect(reply).toMatchObject({ kind: 'answered', status: 200 })
    expect(lookup).toHaveBeenCalledTimes(1)
    expect([asked.length, refused.length]).toEqual([1, 0])
  })

  it('writes no line of its own into the request', async () => {
    answer = (response) => response.end('ok')
    expect(await targetAt(own('/a\r\nX-Own: 1\r\n\r\nGET /b'), ['127.0.0.1/32'])).toBe('answered')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.headers).not.toHaveProperty('x-own')
  })
})

describe('an answer', () => {
  it.each([301, 302, 303, 307, 308])('%d leads nowhere', async (status) => {
    const location = own().replace('0.1', '0.2')
    answer = (response) => response.writeHead(status, { location }).end()
    expect(await send(own())).toMatchObject({ kind: 'answered', status })
    expect([asked.length, refused.length]).toEqual([1, 0])
  })

  it.each<[string, (response: ServerResponse) => void]>([
    ['has no end', (response) => pour(response)],
    ['is to be of 10 GB', (response) => pour(response.writeHead(200, { 'content-length': 1e10 }))],
  ])('that %s is left after its first 16 kB', async (_what, begin) => {
    answer = begin
    const reply = await send(own())
    expect(reply).toMatchObject({ kind: 'answered', status: 200 })
    expect(reply.kind === 'answered' && reply.answer.length).toBe(16_384)
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
    expect(sockets[0]?.bytesWritten).toBeLessThan(MOST_SENT)
  })

  it.each<[string, (response: ServerResponse) => void, object]>([
    ['never comes', () => {}, { kind: 'late' }],
    [
      'comes a byte at a time',
      (response) => drip(response, () => response.write('x')),
      { kind: 'late' },
    ],
    [
      'has headers a byte at a time',
      (response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\nx: ')
        drip(response, () => response.socket?.write('y'))
      },
      { kind: 'late' },
    ],
    [
      'says again and again that it goes on',
      (response) => drip(response, () => response.writeProcessing()),
      { kind: 'late' },
    ],
  ])('that %s is waited for no longer than any', async (_what, begin, reply) => {
    answer = begin
    const sentAt = performance.now()
    expect(await send(own())).toMatchObject(reply)
    expect(performance.now() - sentAt).toBeLessThan(2 * TIMEOUT_MS)
    await expect.poll(() => sockets[0]?.destroyed).toBe(true)
  })

  it('with headers without end is none', async () => {
    answer = (response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n')
      response.socket?.write(`x: ${'y'.repeat(200_000)}`)
    }
    expect(await send(own())).toMatchObject({ kind: 'unreachable' })
  })
})

/** Writes until whoever reads has gone, or far more than it may have taken. */
function pour(response: ServerResponse): void {
  const piece = Buffer.alloc(65_536, 'x')
  let left = 8 * MOST_SENT
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= piece.length
      if (!response.write(piece)) return
    }
    response.end()
  }
  response.on('drain', more)
  more()
}

function drip(response: ServerResponse, write: () => void): void {
  const timer = setInterval(write, 50)
  response.on('close', () => clearInterval(timer))
}
