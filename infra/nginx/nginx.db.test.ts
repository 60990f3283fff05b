import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { dirname, join } from 'node:path'
import { connect, type SecureVersion } from 'node:tls'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../test/free-port.ts'
import { ask, startUpstream, type Upstream } from './test/ask-nginx.ts'
import { startNginx, type TestNginx } from './test/start-nginx.ts'

const CHANNEL = '0198b5a4-7b54-7c1c-8f4e-0f4d9a2f6b11'
const RUN = 'm1abcdef01-0123456789abcdef0123'
const SEGMENT = `/streams/_/${CHANNEL}/${RUN}/00000007.ts`

let nginx: TestNginx
let upstream: Upstream

beforeAll(async () => {
  upstream = await startUpstream()
  nginx = await startNginx('both', { PORT: `${upstream.port}`, ORIGIN_PORT: `${upstream.port}` })
  const file = join(nginx.mediaDir, CHANNEL, 'runs', RUN, '00000007.ts')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, Buffer.alloc(100_000, 0x47))
  for (const part of ['hd/00000007.ts', 'audio/00000007.aac']) {
    mkdirSync(join(dirname(file), dirname(part)))
    writeFileSync(join(dirname(file), part), 'part of a ladder')
  }
  writeFileSync(join(nginx.mediaDir, CHANNEL, 'secret.json'), '{}')
})
afterAll(async () => {
  await nginx?.stop()
  upstream?.close()
})

/** The version that was agreed on, or null. */
function speaks(version: SecureVersion): Promise<string | null> {
  const { httpsPort: port } = nginx
  const secure = { minVersion: version, maxVersion: version, rejectUnauthorized: false }
  return new Promise((resolve) => {
    // Old versions need a lower level of security here; whether they are spoken is nginx's to say.
    const socket = connect({ host: '127.0.0.1', port, ciphers: 'DEFAULT@SECLEVEL=0', ...secure })
    socket.on('secureConnect', () => {
      resolve(socket.getProtocol())
      socket.destroy()
    })
    socket.on('error', () => resolve(null))
  })
}

test('TLS 1.2 and 1.3 are spoken, and nothing older', async () => {
  expect(await speaks('TLSv1.3')).toBe('TLSv1.3')
  expect(await speaks('TLSv1.2')).toBe('TLSv1.2')
  expect(await speaks('TLSv1.1')).toBeNull()
  expect(await speaks('TLSv1')).toBeNull()
})

test('HTTP/2 is spoken', async () => {
  const session = connectHttp2(`https://127.0.0.1:${nginx.httpsPort}`, {
    rejectUnauthorized: false,
  })
  onTestFinished(() => session.destroy())
  const stream = session.request({ ':path': '/', ':authority': `tv.example:${nginx.httpsPort}` })
  const [headers] = await once(stream, 'response')
  expect(headers[':status']).toBe(200)
})

test('it starts without a warning', () => {
  expect(nginx.said()).toBe('')
})

test('port 80 sends to TLS, and proves the name to the authority', async () => {
  writeFileSync(join(nginx.acmeDir, 'probe'), 'x')
  mkdirSync(join(nginx.acmeDir, '.well-known/acme-challenge'), { recursive: true })
  writeFileSync(join(nginx.acmeDir, '.well-known/acme-challenge/token'), 'proof')
  const at = `http://127.0.0.1:${nginx.httpPort}`
  const proof = await fetch(`${at}/.well-known/acme-challenge/token`)
  expect([proof.status, await proof.text()]).toEqual([200, 'proof'])
  const other = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { host: 'tv.example' }
    httpRequest(`${at}/channels?view=list`, { headers }, resolve).on('error', reject).end()
  })
  other.resume()
  expect(other.statusCode).toBe(301)
  expect(other.headers.location).toBe(`https://tv.example:${nginx.httpsPort}/channels?view=list`)
})

test('the control plane learns who really asks, whatever a client says of itself', async () => {
  const forged = {
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
  }
  const { text, headers } = await ask(nginx, '/api/v1/channels', { headers: forged })
  expect(JSON.parse(text).headers).toMatchObject({
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': `tv.example:${nginx.httpsPort}`,
  })
  expect(headers['strict-transport-security']).toBe('max-age=63072000')
})

test('of a load balancer that is trusted the address of its client is taken', async () => {
  const behind = await startNginx('control-plane', {
    PORT: `${upstream.port}`,
    TRUSTED_PROXIES: '127.0.0.0/8,10.0.0.0/8',
  })
  onTestFinished(behind.stop)
  const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.1.2.3' }
  const { text } = await ask(behind, '/', { headers })
  expect(JSON.parse(text).headers['x-forwarded-for']).toBe('203.0.113.9')
})

test('sockets of browsers, programs and agents pass', async () => {
  const headers = { connection: 'Upgrade', upgrade: 'websocket' }
  for (const path of ['/link', '/api/v1/ws/metrics', '/trpc']) {
    expect(await ask(nginx, path, { headers })).toMatchObject({ status: 101 })
  }
})

/** What a player or a browser takes, and what nginx was told to say of it to whoever it asks. */
async function packed(path: string, takes: string) {
  const { headers, text } = await ask(nginx, path, { headers: { 'accept-encoding': takes } })
  const told = headers['content-encoding'] ? undefined : JSON.parse(text).headers
  return { as: headers['content-encoding'], asked: told?.['accept-encoding'] }
}

test('playlists are packed, by brotli where that is taken', async () => {
  expect((await packed('/streams/haber/index.m3u8', 'gzip')).as).toBe('gzip')
  expect((await packed('/streams/haber/index.m3u8', 'gzip, br')).as).toBe('br')
})

test('the size of what has secrets in it tells nothing of them', async () => {
  const pages = ['/', '/channels?search=x', '/session/begin']
  const answers = ['/api/v1/channels', '/trpc/x', '/api/v1/openapi.json/x', '/api/docsx']
  for (const path of [...pages, ...answers])
    expect([path, await packed(path, 'gzip, br')]).toEqual([path, { as: undefined }])
})

test('what is the same for everybody is packed where it is made', async () => {
  const documentation = ['/api/docs', '/api/docs/swagger-ui-bundle.js', '/api/v1/openapi.json']
  for (const path of ['/assets/a.js', ...documentation]) {
    const wanted = { as: undefined, asked: 'gzip, br' }
    expect([path, await packed(path, 'gzip, br')]).toEqual([path, wanted])
  }
})

test('a segment comes from the RAM disk with what players and caches need', async () => {
  const { status, headers, text } = await ask(nginx, SEGMENT)
  expect([status, text.length]).toEqual([200, 100_000])
  expect(headers).toMatchObject({
    'content-type': 'video/mp2t',
    'cache-control': 'public, max-age=3600, immutable',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'strict-transport-security': 'max-age=63072000',
  })
  const part = await ask(nginx, SEGMENT, { headers: { range: 'bytes=0-99' } })
  expect([part.status, part.text.length]).toEqual([206, 100])
  const asks = await ask(nginx, SEGMENT, { method: 'OPTIONS' })
  expect(asks.status).toBe(204)
  expect(asks.headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS')
  expect((await ask(nginx, SEGMENT, { method: 'DELETE' })).status).toBe(403)
})

test('segments of a ladder and its audio are served as what they are', async () => {
  const picture = await ask(nginx, SEGMENT.replace('00000007.ts', 'hd/00000007.ts'))
  expect(picture).toMatchObject({ status: 200, text: 'part of a ladder' })
  expect(picture.headers['content-type']).toBe('video/mp2t')
  const audio = await ask(nginx, SEGMENT.replace('00000007.ts', 'audio/00000007.aac'))
  expect([audio.status, audio.headers['content-type']]).toEqual([200, 'audio/aac'])
})

test('links within the RAM disk lead nowhere, and the RAM disk may be reached by one', async () => {
  const run = join(nginx.mediaDir, CHANNEL, 'runs', RUN)
  symlinkSync(join(nginx.mediaDir, CHANNEL, 'secret.json'), join(run, '00000009.ts'))
  mkdirSync(join(nginx.mediaDir, 'elsewhere'))
  writeFileSync(join(nginx.mediaDir, 'elsewhere/00000007.ts'), '{}')
  symlinkSync(join(nginx.mediaDir, 'elsewhere'), join(run, 'sd'))
  for (const file of ['00000009.ts', 'sd/00000007.ts']) {
    const { status, text } = await ask(nginx, SEGMENT.replace('00000007.ts', file))
    // A folder that is a link is none.
    expect([status, text]).toEqual([
      file.includes('/') ? 404 : 403,
      expect.stringContaining('nginx'),
    ])
  }
  const link = `${nginx.mediaDir}-link`
  symlinkSync(nginx.mediaDir, link)
  const linked = await startNginx('media-host', { MEDIA_DIR: link })
  onTestFinished(linked.stop)
  expect((await ask(linked, SEGMENT)).status).toBe(200)
})

test('a segment that is gone is asked for again soon', async () => {
  const { status, headers } = await ask(nginx, SEGMENT.replace('07.ts', '08.ts'))
  expect([status, headers['cache-control']]).toEqual([404, 'max-age=1'])
})

test.each([
  `/streams/_/${CHANNEL}/${RUN}/../../secret.json`,
  `/streams/_/${CHANNEL}/${RUN}/..%2f..%2fsecret.json`,
  `/streams/_/${CHANNEL}/secret.json`,
  `/streams/_/${CHANNEL}/${RUN}/hd/../../../secret.json`,
  `/streams/_/${CHANNEL}/${RUN}/hd/sd/00000007.ts`,
  `/streams/_/${CHANNEL}/${RUN}/00000007.ts%00.json`,
  `/streams/_/..%2f..%2f..%2fetc/passwd`,
])('%s reads no other file', async (path) => {
  const { status, text } = await ask(nginx, path)
  // What is no name of a segment is the origin's to refuse, which reads only names of its own making.
  expect(status === 400 || JSON.parse(text).url !== undefined).toBe(true)
})

test('playlists come from the origin, with who asks', async () => {
  const { status, text, headers } = await ask(nginx, '/streams/haber/index.m3u8')
  expect(status).toBe(200)
  expect(JSON.parse(text)).toMatchObject({
    url: '/streams/haber/index.m3u8',
    headers: { 'x-forwarded-for': '127.0.0.1' },
  })
  expect(headers['strict-transport-security']).toBe('max-age=63072000')
})

test('a second control plane answers while the first is away', async () => {
  const two = await startNginx('control-plane', {
    CONTROL_PLANES: `127.0.0.1:${await freePort()},127.0.0.1:${upstream.port}`,
  })
  onTestFinished(two.stop)
  for (let times = 0; times < 4; times += 1) expect((await ask(two, '/')).status).toBe(200)
})

test('who asks for another name is told nothing', async () => {
  for (const host of ['evil.example', '127.0.0.1', 'tv.example.evil.example'])
    await expect(ask(nginx, '/', { headers: { host } })).rejects.toThrow(/hang up|closed|reset/i)
})

test('what is set wrongly is said before anything is written', async () => {
  await expect(startNginx('both', { PUBLIC_URL: 'tv.example' })).rejects.toThrow(/set PUBLIC_URL/)
  await expect(startNginx('both', { ORIGIN_PORT: '80;x' })).rejects.toThrow(/'80;x' is no port/)
  await expect(startNginx('both', { MEDIA_DIR: '/mnt; }' })).rejects.toThrow(/no absolute path/)
  await expect(startNginx('both', { TRUSTED_PROXIES: 'all' })).rejects.toThrow(/no network/)
})
