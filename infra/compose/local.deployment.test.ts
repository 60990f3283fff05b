import { statSync, utimesSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../test/free-port.ts'
import { COMPOSE_FOLDER, type ComposeConfig, readCompose } from './test/compose-config.ts'
import { type PodmanStack, podmanStack } from './test/podman-stack.ts'

/**
 * compose.local.yml as it is written, run by podman on ports that are free here: this checkout is mounted, and what its
 * packages are is taken as it is.
 */
const ROOT = join(COMPOSE_FOLDER, '../..')
/** Where sources are compiled as they are asked for, on cores that others use, too. */
const FIRST_ANSWER_MS = 180_000
let stack: PodmanStack
let ports: Map<number, number>

beforeAll(async () => {
  const { uid, gid } = statSync(ROOT)
  const config = readCompose(['compose.local.yml'], {
    LOCAL_USER: `${uid}:${gid}`,
    DEMO: 'on',
    POSTGRES_IMAGE: 'localhost/cashbacktv/stand-in-postgres:test',
    REDIS_IMAGE: 'localhost/cashbacktv/stand-in-redis:test',
  })
  const { product, nginx } = config.services
  if (product) product.image = 'localhost/cashbacktv/local:test'
  if (nginx) nginx.image = 'localhost/cashbacktv/nginx:test'
  ports = await publishOnFreePorts(config)
  stack = podmanStack(`cbtv-local-${process.pid}`, config)
  await stack.up(['nginx'])
}, 300_000)

afterAll(() => stack?.down(), 120_000)

/** Which port stands here for each that is written. */
async function publishOnFreePorts({ services }: ComposeConfig): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  for (const service of Object.values(services)) {
    for (const [index, text] of (service.ports ?? []).entries()) {
      const [address, published, target] = text.split(':')
      const port = await freePort()
      found.set(Number(published), port)
      service.ports?.splice(index, 1, `${address}:${port}:${target}`)
    }
  }
  return found
}

const at = (written: number, path: string) => `http://127.0.0.1:${ports.get(written)}${path}`

const status = (url: string) =>
  fetch(url, { headers: { accept: 'text/html, */*' }, redirect: 'manual' }).then(
    (answer) => answer.status,
    () => 0,
  )

/** As a browser that was told to go on in spite of the certificate. 0 without an answer. */
const statusByTls = (path: string) =>
  new Promise<number>((resolve) => {
    const options = { host: '127.0.0.1', port: ports.get(8443), path, rejectUnauthorized: false }
    const headers = { host: 'localhost:8443', accept: 'text/html' }
    const asked = request({ ...options, headers, servername: 'localhost' }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', () => resolve(0))
    asked.end()
  })

test('the product answers from its sources, by itself and by TLS, with the demo on air', async () => {
  const soon = { timeout: FIRST_ANSWER_MS, interval: 1_000 }
  await expect.poll(() => status(at(3000, '/readyz')), soon).toBe(200)
  await expect.poll(() => status(at(3000, '/login')), soon).toBe(200)
  await expect.poll(() => statusByTls('/login'), soon).toBe(200)
  const body = JSON.stringify({ email: 'admin@cashbacktv.local', password: 'development-only' })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(at(3000, '/api/v1/auth/login'), { method: 'POST', headers, body })
  expect(await answer.json()).toMatchObject({ accessToken: expect.any(String) })
  await expect.poll(() => status(at(3000, '/streams/demo/index.m3u8')), soon).toBe(200)
}, 600_000)

test('it keeps what it knows in the PostgreSQL and Redis beside it', async () => {
  const flags = ['--username=cashbacktv', '--dbname=cashbacktv', '--tuples-only', '--no-align']
  const count = await stack.exec(
    'postgres',
    'psql',
    ...flags,
    '--command',
    'select count(*) from channels',
  )
  expect(Number(count)).toBeGreaterThan(0)
  const clients = await stack.exec('redis', 'redis-cli', 'client', 'list')
  expect(
    clients.split('\n').filter((line) => !line.includes('addr=127.0.0.1')).length,
  ).toBeGreaterThan(0)
}, 60_000)

test.each([9229, 9230, 9231])('a debugger finds a part on %d', async (port) => {
  await expect.poll(() => status(at(port, '/json/version')), { timeout: 60_000 }).toBe(200)
})

test('what is edited in the checkout is taken while it runs', async () => {
  const now = new Date()
  utimesSync(join(ROOT, 'control-plane/src/api/database-away.ts'), now, now)
  await expect
    .poll(() => stack.logs('product', 400), { timeout: 60_000 })
    .toMatch(/database-away\.ts has changed: .*control-plane/)
  await expect.poll(() => status(at(3000, '/readyz')), { timeout: 60_000 }).toBe(200)
}, 180_000)
