import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../test/free-port.ts'
import { lendNothing } from './test/lend-nothing.ts'
import { startNginx, type TestNginx } from './test/start-nginx.ts'

const CHANNEL = '0198b5a4-7b54-7c1c-8f4e-0f4d9a2f6b11'
const RUNS = `/streams/_/${CHANNEL}/m1abcdef01-0123456789abcdef0123`
/** Whoever reads it in a log may watch, or set a password. */
const TOKEN = 'planted-token-0123456789'

type Asked = { method?: string; body?: Buffer; plain?: boolean }

/** The status; 0 when the connection was closed. */
function ask(to: TestNginx, path: string, { method = 'GET', body, plain }: Asked = {}) {
  const page = `https://tv.example:${to.httpsPort}/reset?token=${TOKEN}`
  const headers = { host: `tv.example:${to.httpsPort}`, referer: page }
  const options = { host: '127.0.0.1', path, method, headers, agent: false as const }
  return new Promise<number>((resolve) => {
    const asked = plain
      ? plainRequest({ ...options, port: to.httpPort })
      : request({ ...options, port: to.httpsPort, rejectUnauthorized: false })
    asked.on('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', () => resolve(0))
    asked.end(body)
  })
}

/** nginx as Debian sets it up: with a log of all requests, and one of errors that leaves nothing out. */
async function startTalkative() {
  let logs = ''
  const away = { PORT: `${await freePort()}`, ORIGIN_PORT: `${await freePort()}` }
  const nginx = await startNginx('both', away, (folder) => {
    logs = dirname(folder)
    // However long the machine takes for it, a flood is one.
    lendNothing(folder)
    const file = join(folder, 'nginx.conf')
    const amended = readFileSync(file, 'utf8')
      .replace('access_log off;', `access_log ${logs}/access.log;`)
      .replace('error_log stderr warn;', `error_log ${logs}/error.log info;`)
    writeFileSync(file, amended)
  })
  onTestFinished(nginx.stop)
  const text = (name: string) => readFileSync(join(logs, name), 'utf8')
  const written = () => text('access.log') + text('error.log') + nginx.said() + nginx.failed()
  return { nginx, written }
}

const lines = (nginx: TestNginx): { status: string; path: string; upstream_status: string }[] =>
  nginx
    .failed()
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

test('no log of nginx has the token of an address in it, whatever goes wrong, and each failure is told', async () => {
  const { nginx, written } = await startTalkative()
  const closed = join(nginx.mediaDir, RUNS.replace('/streams/_/', '').replace('/', '/runs/'))
  mkdirSync(closed, { recursive: true })
  writeFileSync(join(closed, '00000007.ts'), 'x')
  chmodSync(join(closed, '00000007.ts'), 0)
  const secret = `?token=${TOKEN}`
  // Nobody answers behind nginx.
  for (const path of ['/streams/haber/index.m3u8', '/reset', '/api/v1/ws/metrics', '/link'])
    expect([path, await ask(nginx, path + secret)]).toEqual([path, 502])
  expect(await ask(nginx, `${RUNS}/00000008.ts${secret}`)).toBe(404)
  expect(await ask(nginx, `${RUNS}/00000008.ts${secret}`, { method: 'DELETE' })).toBe(403)
  if (process.getuid?.() === 0) expect(await ask(nginx, `${RUNS}/00000007.ts${secret}`)).toBe(403)
  const large = { method: 'POST', body: Buffer.alloc(2 << 20) }
  expect([413, 0]).toContain(await ask(nginx, `/link${secret}`, large))
  expect(await ask(nginx, `/streams/haber/index.m3u8${secret}`, { plain: true })).toBe(301)
  expect(await ask(nginx, `/streams/${'x'.repeat(70_000)}${secret}`)).toBe(414)
  // As many as come at once, beside the one that is always lent; the next one is held up.
  const guess = () => ask(nginx, `/api/v1/auth/login${secret}`, { method: 'POST' })
  const guesses = await Promise.all(Array.from({ length: 61 }, guess))
  expect(guesses).toEqual(guesses.map(() => 502))
  expect(await guess()).toBe(429)
  const playlist = { status: '502', path: '/streams/haber/index.m3u8', method: 'GET' }
  await expect
    .poll(() => lines(nginx).filter(({ status }) => status === '429').length)
    .toBeGreaterThan(0)
  expect(lines(nginx)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...playlist, upstream_status: '502' }),
      expect.objectContaining({ status: '502', path: '/reset' }),
      expect.objectContaining({ status: '502', path: '/link' }),
    ]),
  )
  if (process.getuid?.() === 0)
    expect(lines(nginx)).toContainEqual(
      expect.objectContaining({ status: '403', path: `${RUNS}/00000007.ts` }),
    )
  // Players ask for segments that are gone: nothing is wrong with it.
  expect(lines(nginx).map(({ status }) => status)).not.toContain('404')
  expect(written()).not.toContain(TOKEN)
})

test('a control plane that does not answer is told, though the other one did', async () => {
  const answering = await startNginx('control-plane', { PORT: `${await freePort()}` })
  onTestFinished(answering.stop)
  const servers = `127.0.0.1:${await freePort()},127.0.0.1:${answering.httpPort}`
  const two = await startNginx('control-plane', { CONTROL_PLANES: servers })
  onTestFinished(two.stop)
  await expect
    .poll(async () => {
      await ask(two, '/login')
      return lines(two)
    })
    .toContainEqual(expect.objectContaining({ status: '301', upstream_status: '502, 301' }))
})
