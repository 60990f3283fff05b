import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../test/free-port.ts'
import { type ComposeConfig, readCompose } from './test/compose-config.ts'
import { type PodmanStack, podmanStack } from './test/podman-stack.ts'

/**
 * compose.prod.yml with compose.media.yml as they are written, run by podman: images of the product tagged
 * `test`, and stand-ins out of Debian's packages for those of registries. `IMAGES_BUILT=yes` takes those
 * that are there. Grafana is not in Debian, and is not run.
 */
const here = import.meta.dirname
const BUILD_MS = 3_600_000
const NAME = 'tv.example'
const NETWORK = `10.${100 + (process.pid % 100)}.77`
const FILES = ['compose.prod.yml', 'compose.media.yml']

const secrets = mkdtempSync(join(tmpdir(), 'cashbacktv-secrets-'))
let stack: PodmanStack
let config: ComposeConfig
let port = 0

beforeAll(async () => {
  if (process.env.IMAGES_BUILT !== 'yes') {
    execFileSync(join(here, '../images/build.sh'), ['test'], { stdio: 'inherit' })
    execFileSync(join(here, 'test/build-stand-ins.sh'), { stdio: 'inherit' })
  }
  execFileSync(join(here, 'make-secrets.sh'), [secrets])
  port = await freePort()
  config = readCompose(FILES, await variables())
  stack = podmanStack(`cbtv-${process.pid}`, config)
  await stack.up(['nginx'])
}, BUILD_MS)

afterAll(() => {
  stack?.down()
  rmSync(secrets, { recursive: true, force: true })
}, 300_000)

/** A machine with fewer cores than the one that was planned for. */
async function variables(): Promise<Record<string, string>> {
  const product = ['CONTROL_PLANE', 'NGINX', 'PGBOUNCER', 'AGENT', 'ORIGIN'].map((part) => [
    `${part}_IMAGE`,
    `localhost/cashbacktv/${part.toLowerCase().replace('_', '-')}:test`,
  ])
  const others = ['POSTGRES', 'REDIS', 'PROMETHEUS', 'ALERTMANAGER'].map((part) => [
    `${part}_IMAGE`,
    `localhost/cashbacktv/stand-in-${part.toLowerCase()}:test`,
  ])
  const sets = [
    'NGINX',
    'CONTROL_PLANE_1',
    'CONTROL_PLANE_2',
    'POSTGRES',
    'REDIS',
    'SYSTEM',
    'FFMPEG',
  ]
  return {
    ...Object.fromEntries([...product, ...others]),
    ...Object.fromEntries(sets.map((part) => [`${part}_CPUSET`, '0-1'])),
    ...Object.fromEntries(
      ['NGINX', 'CONTROL_PLANE', 'POSTGRES', 'REDIS', 'FFMPEG', 'ORIGIN'].map((p) => [
        `${p}_CPUS`,
        '2',
      ]),
    ),
    ...{ CONTROL_PLANE_MEMORY: '2g', FFMPEG_MEMORY: '4g', MEDIA_SIZE: '512m', NGINX_FILES: '1024' },
    ...{ PUBLIC_URL: `https://${NAME}`, ADMIN_EMAIL: 'admin@tv.example', DEMO: 'on' },
    ...{ EDGE_NETWORK: NETWORK, SECRETS_DIR: secrets },
    ...{ HTTP_PORT: `127.0.0.1:${await freePort()}`, HTTPS_PORT: `127.0.0.1:${port}` },
  }
}

type Answer = { status: number; body: string; type: string }

/** Asks as a browser or a player does: by TLS, through nginx, for the product's name. */
function ask(path: string, method = 'GET', body?: unknown, token?: string): Promise<Answer> {
  const headers = {
    ...{ host: NAME, accept: 'text/html, */*' },
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false }
    const asked = request({ ...options, servername: NAME, timeout: 10_000 }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += chunk.toString('latin1')))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: text,
          type: String(answer.headers['content-type']),
        }),
      )
    })
    asked.on('error', reject).on('timeout', () => asked.destroy(new Error('No answer.')))
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const status = (path: string) =>
  ask(path).then(
    (answer) => answer.status,
    () => 0,
  )

async function logIn(): Promise<string> {
  const password = readFileSync(join(secrets, 'admin_password'), 'utf8').trim()
  const { body } = await ask('/api/v1/auth/login', 'POST', { email: 'admin@tv.example', password })
  return JSON.parse(body).accessToken
}

test('web app and API answer by TLS under the name alone, with the schema brought up before', async () => {
  await expect.poll(() => status('/login'), { timeout: 120_000 }).toBe(200)
  expect(stack.logs('migrate')).toContain('The database has the schema of this build.')
  expect(
    JSON.parse((await ask('/api/v1/auth/me', 'GET', undefined, await logIn())).body),
  ).toMatchObject({
    email: 'admin@tv.example',
  })
}, 300_000)

test('the database and Redis are held to what was planned, and have no way out', () => {
  const sql = (line: string) => {
    const flags = ['--username=cashbacktv', '--dbname=cashbacktv', '--tuples-only', '--no-align']
    return stack.exec('postgres', 'psql', ...flags, '--command', line)
  }
  expect(sql('show shared_buffers')).toBe('2GB')
  expect(sql('show max_connections')).toBe('200')
  expect(sql('show wal_level')).toBe('replica')
  expect(
    sql(
      "select count(*) from pg_hba_file_rules where database = '{replication}' and address = 'samenet'",
    ),
  ).toBe('1')
  expect(stack.exec('redis', 'redis-cli', 'ping')).toContain('NOAUTH')
}, 120_000)

test('a channel is on air for players within a minute of its host', async () => {
  const token = await logIn()
  const made = await ask('/api/v1/hosts/join-tokens', 'POST', { label: 'media-1' }, token)
  writeFileSync(join(secrets, 'join_token'), JSON.parse(made.body).token, {
    flag: 'r+',
  })
  await stack.up(['origin', 'agent'])
  await expect.poll(() => status('/streams/demo/index.m3u8'), { timeout: 60_000 }).toBe(200)
  const playlist = (await ask('/streams/demo/index.m3u8')).body
  const segment = playlist.split('\n').find((line) => line.endsWith('.ts')) ?? ''
  const { pathname } = new URL(segment, `https://${NAME}/streams/demo/index.m3u8`)
  const { status: found, type, body } = await ask(pathname)
  expect([found, type]).toEqual([200, 'video/mp2t'])
  // Whole packets of a transport stream, from the RAM disk that nginx and the host share.
  expect(body.length % 188).toBe(0)
  expect(body.length).toBeGreaterThan(10_000)
}, 300_000)

test('one control plane is killed: web app, API and streams still answer', async () => {
  const token = await logIn()
  stack.kill('control-plane-1')
  // nginx leaves out the one that does not answer.
  await expect.poll(() => status('/login'), { timeout: 15_000 }).toBe(200)
  for (let i = 0; i < 10; i += 1) {
    expect(await status('/login')).toBe(200)
    expect((await ask('/api/v1/auth/me', 'GET', undefined, token)).status).toBe(200)
  }
  expect(await status('/streams/demo/index.m3u8')).toBe(200)
  // Its host finds the other one.
  const host = async () => (await ask('/api/v1/hosts', 'GET', undefined, token)).body
  await expect.poll(host, { timeout: 60_000 }).toContain('"link":"connected"')
}, 180_000)

test('the one that was killed comes back, and Prometheus reads both', async () => {
  stack.remove('control-plane-1')
  await stack.up(['control-plane-1', 'certbot', 'alertmanager', 'prometheus'])
  const made = await ask(
    '/api/v1/api-keys',
    'POST',
    { name: 'Prometheus', role: 'viewer' },
    await logIn(),
  )
  // Written into the file that is mounted, not put in its place.
  writeFileSync(join(secrets, 'metrics_key'), JSON.parse(made.body).key, { flag: 'r+' })
  const query = 'sum(up{job="cashbacktv"})'
  const up = () =>
    stack.exec('prometheus', 'promtool', 'query', 'instant', 'http://127.0.0.1:9090', query)
  await expect.poll(up, { timeout: 240_000, interval: 2_000 }).toMatch(/=> 2 /)
  expect(stack.logs('certbot')).toContain('no certificate is asked for')
}, 600_000)
