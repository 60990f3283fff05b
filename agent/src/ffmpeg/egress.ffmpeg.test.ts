import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runToEnd } from '../process/run-to-end.ts'
import { glanceAt } from './glance.ts'
import { recordSource } from './measure-quality.ts'
import { probeSource } from './probe.ts'
import { sampleSource } from './sample-source.ts'

/** A provider's address, which is allowed, and one inside, which is not; both are this machine. */
const OUTSIDE = '127.0.0.1'
const INSIDE = '127.0.0.2'
const allowCidrs = [`${OUTSIDE}/32`]

let folder: string
let clip: Buffer
let provider: Server
let rtsp: Server
let inner: Server
let port: number
let innerPort: number
let rtspPort: number
/** Connections that reached the inside. */
let reached: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egress-'))
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:d=6']
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-f', 'mpegts', 'pipe:1']
  const made = await runToEnd('ffmpeg', [...picture, ...encode], {
    timeoutMs: 30_000,
    maxBytes: 20_000_000,
  })
  clip = made.stdout
  inner = createServer((socket) => {
    reached.push(socket.remoteAddress ?? '')
    socket.end('HTTP/1.1 200 OK\r\ncontent-type: video/mp2t\r\n\r\n')
  })
  provider = createHttp(answer)
  rtsp = createServer(redirectRtsp)
  port = await listening(provider, OUTSIDE)
  rtspPort = await listening(rtsp, OUTSIDE)
  innerPort = await listening(inner, INSIDE)
}, 60_000)

beforeEach(() => {
  reached = []
})

afterAll(async () => {
  for (const server of [provider, rtsp, inner]) server.close()
  await rm(folder, { recursive: true, force: true })
})

function listening(server: Server, host: string): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const inside = `http://${INSIDE}:${innerPort}`
  const playlist = (lines: readonly string[]) => response.end(['#EXTM3U', ...lines, ''].join('\n'))
  const media = ['#EXT-X-TARGETDURATION:6', '#EXT-X-MEDIA-SEQUENCE:1']
  const good = ['#EXTINF:6,', 'clip.ts']
  switch (request.url) {
    case '/clip.ts':
      return void response.end(clip)
    case '/redirect':
      return void response.writeHead(302, { location: `${inside}/live.ts` }).end()
    case '/to-metadata':
      return void response
        .writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' })
        .end()
    case '/segment.m3u8':
      return void playlist([...media, ...good, '#EXTINF:6,', `${inside}/a.ts`])
    case '/httpproxy.m3u8':
      return void playlist([
        ...media,
        ...good,
        '#EXTINF:6,',
        `httpproxy://${INSIDE}:${innerPort}/x:1`,
      ])
    case '/key.m3u8':
      return void playlist([...media, `#EXT-X-KEY:METHOD=AES-128,URI="${inside}/key"`, ...good])
    case '/map.m3u8':
      return void playlist([...media, `#EXT-X-MAP:URI="${inside}/init.mp4"`, ...good])
    case '/variant.m3u8':
      return void playlist(['#EXT-X-STREAM-INF:BANDWIDTH=100000', `${inside}/one.m3u8`])
    case '/second-variant.m3u8':
      return void playlist([
        ...['#EXT-X-STREAM-INF:BANDWIDTH=900000', 'good.m3u8'],
        ...['#EXT-X-STREAM-INF:BANDWIDTH=100000', `${inside}/one.m3u8`],
      ])
    case '/good.m3u8':
      return void playlist([...media, ...good, '#EXT-X-ENDLIST'])
    default:
      response.writeHead(404).end()
  }
}

function redirectRtsp(socket: Socket): void {
  socket.on('error', () => {})
  socket.on('data', (data) => {
    const sequence = /CSeq: (\d+)/i.exec(data.toString('latin1'))?.[1] ?? '1'
    socket.write(
      `RTSP/1.0 302 Moved\r\nCSeq: ${sequence}\r\nLocation: rtsp://${INSIDE}:${innerPort}/one\r\n\r\n`,
    )
  })
}

const at = (path: string) => ({ url: `http://${OUTSIDE}:${port}${path}` })

describe('what a source leads to', () => {
  it('is read where it is allowed', async () => {
    const found = await probeSource(at('/good.m3u8'), { allowCidrs })
    expect(found).toMatchObject({ ok: true, facts: { video: { width: 320 } } })
  }, 30_000)

  it.each([
    '/redirect',
    '/to-metadata',
    '/segment.m3u8',
    '/httpproxy.m3u8',
    '/key.m3u8',
    '/map.m3u8',
    '/variant.m3u8',
    '/second-variant.m3u8',
  ])(
    'is connected to by no probe where it is not: %s',
    async (path) => {
      await probeSource(at(path), { allowCidrs, withFrame: true })
      await glanceAt(at(path), allowCidrs)
      expect(reached).toEqual([])
    },
    40_000,
  )

  it.each(['/redirect', '/segment.m3u8', '/variant.m3u8'])(
    'is connected to by no look at its picture either: %s',
    async (path) => {
      const source = { id: crypto.randomUUID() as never, ...at(path) }
      await sampleSource(source, allowCidrs, null)
      const file = join(folder, 'piece.nut')
      const wish = { source, file, seconds: 1, timeoutMs: 8000 }
      await recordSource(wish, allowCidrs, null)
      expect(reached).toEqual([])
    },
    60_000,
  )

  it.each(['/redirect', '/to-metadata'])('is said to be refused: %s', async (path) => {
    const found = await probeSource(at(path), { allowCidrs })
    expect(found).toMatchObject({ ok: false, reason: { code: 'blocked-destination' } })
  })

  it('is not followed over RTSP', async () => {
    const url = `rtsp://${OUTSIDE}:${rtspPort}/one`
    const found = await probeSource({ url }, { allowCidrs })
    expect(found).toMatchObject({ ok: false, reason: { code: 'blocked-destination' } })
    expect(reached).toEqual([])
  }, 30_000)

  it.each(['http://HOST/live', 'rtmp://HOST/live/one', 'rtsp://HOST/one', 'srt://HOST'])(
    'is judged when it is connected to, not when its name was asked for: %s',
    async (form) => {
      // The name leads elsewhere as soon as it has been judged.
      const url = form.replace('HOST', `localhost:${innerPort}`)
      const found = await probeSource(
        { url },
        { allowCidrs: ['8.8.8.8/32'], resolve: async () => ['8.8.8.8'] },
      )
      expect(found).toMatchObject({ ok: false, reason: { code: 'blocked-destination' } })
    },
    30_000,
  )
})
