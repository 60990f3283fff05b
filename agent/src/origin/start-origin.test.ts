import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { writeJson } from '../supervisor/json-file.ts'
import { type Origin, startOrigin } from './start-origin.ts'

const CHANNEL = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'
const [FIRST, SECOND] = ['maaaaaa1-0123456789abcdef', 'maaaaaa2-0123456789abcdef']
const log = { info: () => undefined, warn: () => undefined }

let media: string
let origin: Origin
let server: Server
let base: string

beforeEach(async () => {
  media = mkdtempSync(join(tmpdir(), 'origin-'))
  origin = startOrigin({ mediaDir: media, log })
  server = createServer((req, res) => {
    if (!origin.handle(req, res)) res.writeHead(404).end('elsewhere')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  origin.close()
  server.close()
  server.closeAllConnections()
  rmSync(media, { recursive: true, force: true })
})

test('an origin that was killed goes on with the next segment: none repeated, none lost', async () => {
  write(FIRST, 3)
  air([{ runId: FIRST, ended: false }])
  await listed(3)
  const before = await playlist()
  origin.close()
  write(FIRST, 4)
  origin = startOrigin({ mediaDir: media, log })
  await listed(4)
  const after = await playlist()
  expect(number(after)).toBe(number(before))
  expect(after).toContain(before.slice(before.indexOf('#EXT-X-PROGRAM')))
  expect(after).not.toContain('#EXT-X-DISCONTINUITY\n')
})

test('a damaged window.json is numbered on higher than anything before', async () => {
  write(FIRST, 3)
  air([{ runId: FIRST, ended: false }])
  await listed(3)
  const before = number(await playlist())
  origin.close()
  writeFileSync(join(media, CHANNEL, 'window.json'), '{"mediaSeq')
  await vi.waitFor(() => expect(Date.now() % 1000).toBeLessThan(100), {
    timeout: 3000,
    interval: 20,
  })
  origin = startOrigin({ mediaDir: media, log })
  await listed(3)
  expect(number(await playlist())).toBeGreaterThanOrEqual(before)
})

test('a new run takes over with its first segment, behind a discontinuity', async () => {
  write(FIRST, 2)
  air([{ runId: FIRST, ended: false }])
  await listed(2)
  write(SECOND, 1)
  air([
    { runId: FIRST, ended: false },
    { runId: SECOND, ended: false },
  ])
  await listed(3)
  const text = await playlist()
  expect(text.slice(text.indexOf('#EXT-X-DISCONTINUITY\n'))).toContain(`${SECOND}/00000000.ts`)
})

test('off air answers 404 in words; on again goes on with higher numbers', async () => {
  write(FIRST, 2)
  air([{ runId: FIRST, ended: false }])
  await listed(2)
  const before = number(await playlist())
  air([], false)
  await vi.waitFor(
    async () => expect((await get('/streams/news/index.m3u8')).status).toBe(404),
    3000,
  )
  write(SECOND, 1)
  air([{ runId: SECOND, ended: false }])
  await listed(1)
  expect(number(await playlist())).toBe(before + 2)
})

test('a segment is served whole, in ranges and as a head, and may be kept', async () => {
  write(FIRST, 1)
  const path = `/streams/_/${CHANNEL}/${FIRST}/00000000.ts`
  const whole = await get(path)
  expect([whole.status, (await whole.text()).length]).toEqual([200, 1000])
  expect(whole.headers.get('cache-control')).toContain('immutable')
  const part = await get(path, { headers: { range: 'bytes=990-' } })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 990-999/1000'])
  expect((await get(path, { headers: { range: 'bytes=1000-' } })).status).toBe(416)
  expect((await get(path, { method: 'HEAD' })).headers.get('content-length')).toBe('1000')
})

test('the playlist is compressed, says when it has not changed, and may be read from any page', async () => {
  write(FIRST, 1)
  air([{ runId: FIRST, ended: false }])
  await listed(1)
  const answer = await get('/streams/news/index.m3u8', { headers: { 'accept-encoding': 'gzip' } })
  expect(answer.headers.get('content-encoding')).toBe('gzip')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const etag = answer.headers.get('etag') ?? ''
  expect(
    (await get('/streams/news/index.m3u8', { headers: { 'if-none-match': etag } })).status,
  ).toBe(304)
})

test.each([
  `/streams/_/${CHANNEL}/../window.json`,
  `/streams/_/${CHANNEL}/${FIRST}/..%2f..%2fwindow.json`,
  `/streams/_/${CHANNEL}/${FIRST}/index.m3u8`,
  '/streams/../../etc/passwd',
  '/streams/unknown/index.m3u8',
  '//',
  'http://[',
])('%s finds nothing and harms nothing', async (path) => {
  write(FIRST, 1)
  expect(await rawStatus(path)).toBeGreaterThanOrEqual(400)
  expect((await get('/streams/unknown/index.m3u8')).status).toBe(404)
})

function air(runs: { runId: string | undefined; ended: boolean }[], onAir = true): void {
  const hls = { segmentSeconds: 2, windowSegments: 6 }
  const slate = { enabled: false, picture: null, language: 'en' }
  const rest = { hls, slate, reserveSegments: 0, dvrWindowSeconds: 0, runs }
  writeJson(join(media, CHANNEL, 'air.json'), {
    channelId: CHANNEL,
    slug: 'news',
    name: 'News',
    onAir,
    ...rest,
  })
}

/** What an FFmpeg leaves after `count` complete segments. */
function write(runId: string | undefined, count: number): void {
  const folder = join(media, CHANNEL, 'runs', runId ?? '')
  mkdirSync(folder, { recursive: true })
  let text = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n'
  for (let at = 0; at < count; at++) {
    const file = `${String(at).padStart(8, '0')}.ts`
    writeFileSync(join(folder, file), 'x'.repeat(1000))
    const date = new Date(Date.UTC(2026, 0, 1) + at * 2000).toISOString().replace('Z', '+0000')
    text += `#EXTINF:2.000000,\n#EXT-X-PROGRAM-DATE-TIME:${date}\n${file}\n`
  }
  writeFileSync(join(folder, 'index.m3u8'), text)
}

async function listed(count: number): Promise<void> {
  const check = async () => expect((await playlist()).split('#EXTINF').length - 1).toBe(count)
  await vi.waitFor(check, { timeout: 8000, interval: 30 })
}

async function playlist(): Promise<string> {
  return (await get('/streams/news/index.m3u8')).text()
}

function get(path: string, init?: RequestInit): Promise<Response> {
  return fetch(base + path, init)
}

function number(text: string): number {
  return Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1])
}

/** `fetch` would tidy such addresses up before they are sent. */
function rawStatus(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(base)
    request({ host: '127.0.0.1', port, path }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}
