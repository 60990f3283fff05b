import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { proceduresByPath, restProcedures } from '../../control-plane/src/api/rest-procedures.ts'
import { ask, startUpstream } from './test/ask-nginx.ts'
import { lendNothing } from './test/lend-nothing.ts'
import { startNginx, type TestNginx } from './test/start-nginx.ts'

async function start(answer?: Parameters<typeof startUpstream>[0]): Promise<TestNginx> {
  const upstream = await startUpstream(answer)
  onTestFinished(upstream.close)
  const ports = { PORT: `${upstream.port}`, ORIGIN_PORT: `${upstream.port}` }
  const nginx = await startNginx('both', ports, lendNothing)
  onTestFinished(nginx.stop)
  return nginx
}

const POST = { method: 'POST' }
const CALL = { ...POST, headers: { 'content-type': 'application/json' } }

/** How many of so many are answered, in turns that a small machine keeps up with. */
async function answered(nginx: TestNginx, paths: readonly string[], how = {}): Promise<number> {
  let count = 0
  for (let at = 0; at < paths.length; at += 50) {
    const told = await Promise.all(paths.slice(at, at + 50).map((path) => ask(nginx, path, how)))
    count += told.filter(({ status }) => status === 200).length
  }
  return count
}
const times = (count: number, ...paths: string[]) => Array(count).fill(paths).flat()

/** Whatever may be called by nobody and changes something; one who leaves is held up by nothing. */
const DOORS = Object.entries(proceduresByPath()).flatMap(([name, { _def }]) => {
  const meta = 'meta' in _def ? _def.meta : undefined
  const isOpen = !(typeof meta === 'object' && meta !== null && 'role' in meta)
  const isMutation = 'type' in _def && _def.type === 'mutation'
  return isOpen && isMutation && name !== 'auth.logout' ? [name] : []
})
const REST_DOORS = restProcedures().flatMap(({ name, path }) =>
  DOORS.includes(name) ? [`/api/v1${path}`] : [],
)
const FORMS = ['/login', '/forgot', '/reset?token=x', '/login.data', '/reset.data', '/LOGIN/']

test('there are as many rates as were planned', () => {
  const zones = readFileSync(join(import.meta.dirname, 'templates/http.conf'), 'utf8')
  const rates = [...zones.matchAll(/^limit_req_zone (\S+) zone=cashbacktv_(\w+):.* rate=(\S+);/gm)]
  expect(rates.map(([, key, name, rate]) => [name, key, rate])).toEqual([
    ['login', '$login_key', '300r/m'],
    ['api', '$cashbacktv_network', '50r/s'],
    ['playlists', '$cashbacktv_network', '500r/s'],
  ])
})

test('a flood of log-ins ends at every door, in words; everybody else goes on', async () => {
  const nginx = await start()
  // All doors count together: sixty at once, beside the one that is always lent.
  expect(DOORS.length).toBeGreaterThanOrEqual(8)
  expect(REST_DOORS).toContain('/api/v1/auth/login')
  const doors = [...DOORS.map((name) => `/trpc/${name}`), ...REST_DOORS, ...FORMS]
  expect(await answered(nginx, times(5, ...doors, '/session/begin'), CALL)).toBe(61)
  for (const door of [...doors, '/session/begin', '/trpc/hosts.list,auth.login?batch=1'])
    expect([door, (await ask(nginx, door, CALL)).status]).toEqual([door, 429])
  const open = ['/login', '/reset?token=x', '/trpc/auth.mailsLinks', '/api/v1/channels']
  expect(await answered(nginx, open)).toBe(open.length)
  expect(await answered(nginx, ['/trpc/auth.logout', '/api/v1/auth/logout'], CALL)).toBe(2)
  expect(await answered(nginx, ['/streams/haber/index.m3u8', '/session/refresh'])).toBe(2)

  const rest = await ask(nginx, '/api/v1/auth/login', POST)
  expect(rest.headers['retry-after']).toBe('5')
  const error = {
    code: 'rate_limited',
    messageCode: 'too-many-attempts',
    params: { seconds: 5 },
    message: 'Too many attempts. Try again in 5 s.',
  }
  expect(JSON.parse(rest.text)).toEqual({ error })
  expect(JSON.parse((await ask(nginx, '/session/begin', POST)).text)).toEqual({ error })
  const call = JSON.parse((await ask(nginx, '/trpc/passkeys.startLogin', CALL)).text)
  expect(call.error.data).toEqual({ code: 'TOO_MANY_REQUESTS', httpStatus: 429, error })
  const turkish = { 'accept-language': 'tr-TR,tr;q=0.9' }
  const page = await ask(nginx, '/login', { ...POST, headers: turkish })
  expect(Buffer.from(page.text, 'latin1').toString()).toBe(
    'Çok fazla deneme yapıldı. 5 sn sonra yeniden deneyin.',
  )
})

test('REST and tRPC are one API, whose live screens go on', async () => {
  const screen = new EventEmitter()
  const nginx = await start((req, res) => {
    if (!req.url?.startsWith('/trpc/live.watch')) return void res.end('{}')
    res.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
    screen.on('more', () => void res.write('data: 2\n\n'))
  })
  const live = request({
    host: '127.0.0.1',
    port: nginx.httpsPort,
    path: '/trpc/live.watch',
    agent: false,
    rejectUnauthorized: false,
    headers: { host: 'tv.example' },
  })
  onTestFinished(() => void live.destroy())
  live.end()
  const [events] = await once(live, 'response')
  expect(String((await once(events, 'data'))[0])).toBe('data: 1\n\n')

  // The screen is one of them.
  expect(await answered(nginx, times(105, '/api/v1/channels', '/trpc/channels.list'))).toBe(200)
  for (const path of ['/api/v1/channels', '/trpc/channels.list', '/trpc'])
    expect([path, (await ask(nginx, path)).status]).toEqual([path, 429])
  const more = once(events, 'data')
  screen.emit('more')
  expect(String((await more)[0])).toBe('data: 2\n\n')
  expect(await answered(nginx, ['/', '/channels', '/link', '/streams/haber/index.m3u8'])).toBe(4)
})

test('playlists are lent to a whole office, and hold nobody up who works', async () => {
  const nginx = await start()
  expect(await answered(nginx, times(1050, '/streams/haber/index.m3u8'))).toBe(1001)
  expect(await answered(nginx, ['/', '/api/v1/channels', '/trpc/channels.list'])).toBe(3)
})
