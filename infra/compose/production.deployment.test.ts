import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startViewer } from './test/hls-viewer.ts'
import { ADMIN, buildImages, makeProduction, type Production } from './test/production.ts'

/**
 * compose.prod.yml with compose.media.yml as they are written, run by podman: images of the product tagged
 * `test`, and stand-ins out of Debian's packages for those of registries. `IMAGES_BUILT=yes` takes those
 * that are there. Grafana is not in Debian, and is not run. Each test goes on where the one before ended.
 */
const BUILD_MS = 3_600_000
const STREAM = '/streams/demo/index.m3u8'
let it: Production

beforeAll(async () => {
  if (process.env.IMAGES_BUILT !== 'yes') buildImages()
  it = await makeProduction()
  await it.stack.up(['nginx'])
}, BUILD_MS)

afterAll(() => it?.close(), 600_000)

test('web app and API answer by TLS under the name alone, with the schema brought up before', async () => {
  await expect.poll(() => it.status('/login'), { timeout: 120_000 }).toBe(200)
  expect(it.stack.logs('migrate')).toContain('The database has the schema of this build.')
  const me = await it.ask('/api/v1/auth/me', { token: await it.logIn() })
  expect(JSON.parse(me.body)).toMatchObject({ email: ADMIN })
}, 300_000)

test('the database and Redis are held to what was planned, and have no way out', () => {
  const sql = (line: string) => {
    const flags = ['--username=cashbacktv', '--dbname=cashbacktv', '--tuples-only', '--no-align']
    return it.stack.exec('postgres', 'psql', ...flags, '--command', line)
  }
  expect(sql('show shared_buffers')).toBe('2GB')
  expect(sql('show max_connections')).toBe('200')
  expect(sql('show wal_level')).toBe('replica')
  expect(
    sql(
      "select count(*) from pg_hba_file_rules where database = '{replication}' and address = 'samenet'",
    ),
  ).toBe('1')
  expect(it.stack.exec('redis', 'redis-cli', 'ping')).toContain('NOAUTH')
  for (const name of ['postgres', 'redis', 'pgbouncer'])
    expect(it.stack.exec(name, 'cat', '/proc/net/route')).not.toMatch(/\t00000000\t/)
}, 120_000)

test('a channel is on air for players within a minute of its host', async () => {
  const token = await it.logIn()
  const wish = { method: 'POST', body: { label: 'media-1' }, token }
  const made = await it.ask('/api/v1/hosts/join-tokens', wish)
  it.writeSecret('join_token', JSON.parse(made.body).token)
  await it.stack.up(['origin', 'agent'])
  await expect.poll(() => it.status(STREAM), { timeout: 60_000 }).toBe(200)
  const viewer = startViewer(it.ask, STREAM)
  onTestFinished(() => viewer.stop())
  // Whole packets of a transport stream, from the RAM disk that nginx and the host share.
  await expect.poll(() => viewer.watched().playedSeconds, { timeout: 60_000 }).toBeGreaterThan(10)
  expect(viewer.watched()).toMatchObject({ missed: 0, wrong: [] })
}, 300_000)

test('Prometheus reads both control planes, and without an address certbot asks for nothing', async () => {
  await it.stack.up(['certbot', 'alertmanager', 'prometheus'])
  const body = { name: 'Prometheus', role: 'viewer' }
  const made = await it.ask('/api/v1/api-keys', { method: 'POST', body, token: await it.logIn() })
  it.writeSecret('metrics_key', JSON.parse(made.body).key)
  const query = 'sum(up{job="cashbacktv"})'
  const at = 'http://127.0.0.1:9090'
  const up = () => it.stack.exec('prometheus', 'promtool', 'query', 'instant', at, query)
  await expect.poll(up, { timeout: 240_000, interval: 2_000 }).toMatch(/=> 2 /)
  expect(it.stack.logs('certbot')).toContain('no certificate is asked for')
}, 600_000)

/** What no player needs at the moment. */
test.each(['control-plane-1', 'control-plane-2', 'pgbouncer', 'postgres', 'redis'])(
  '%s ends by a fault of its own and is started again while a viewer plays on',
  async (name) => {
    const viewer = startViewer(it.ask, STREAM)
    onTestFinished(() => viewer.stop())
    const played = () => viewer.watched().playedSeconds
    await expect.poll(played, { timeout: 60_000 }).toBeGreaterThan(4)
    it.stack.crash(name)
    await expect.poll(() => it.stack.isBack(name), { timeout: 60_000 }).toBe(true)
    const there = played()
    await expect.poll(() => played() - there, { timeout: 60_000 }).toBeGreaterThan(8)
    expect(viewer.watched()).toMatchObject({ missed: 0, wrong: [] })
  },
  300_000,
)
