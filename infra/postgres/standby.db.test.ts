import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createDb } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../control-plane/src/test/start-test-plane.ts'
import { freePort } from '../test/free-port.ts'
import {
  type Cluster,
  folderOfServer,
  POSTGRES_PROGRAMS,
  runCluster,
  SERVER_USER,
  startCluster,
} from './test/start-cluster.ts'

const PASSWORD = `p@:"'$\\/% ş`
const folder = folderOfServer()
const data = join(folder, 'standby')
const as = { ...SERVER_USER, cwd: '/', encoding: 'utf8' as const }
const env = { PATH: `${POSTGRES_PROGRAMS}:${process.env.PATH}` }

let primary: Cluster
let port: string
let standby: Awaited<ReturnType<typeof runCluster>>
let plane: TestPlane

beforeAll(async () => {
  primary = await startCluster(PASSWORD)
  port = `${await freePort()}`
})
afterAll(async () => {
  await plane?.close()
  await standby?.kill('SIGINT')
  await primary?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const makeStandby = (place: string, { url } = primary) =>
  execFileSync(join(import.meta.dirname, 'start-standby.sh'), [place], {
    ...as,
    stdio: 'pipe',
    env: { ...env, DATABASE_DIRECT_URL: url },
  })
const promote = (place: string) =>
  execFileSync(join(POSTGRES_PROGRAMS, 'pg_ctl'), ['promote', '-D', place], { ...as, env })

async function ask(url: string, statement: string) {
  const handle = createDb(url, { max: 1 })
  try {
    return await handle.db.execute(sql.raw(statement))
  } finally {
    await handle.close()
  }
}
const of = (givenPort: string, cluster = primary) => {
  const url = new URL(cluster.url)
  url.port = givenPort
  return url.href
}

test('a standby is made of a running PostgreSQL, follows it, and shows its password to nobody', async () => {
  expect(makeStandby(data)).toContain('standby1')
  expect(() => makeStandby(data)).toThrow(/is not empty/)
  const said = readFileSync(join(data, 'postgresql.auto.conf'), 'utf8')
  expect(said).not.toContain('p@')
  expect(statSync(join(data, 'standby.pgpass')).mode & 0o777).toBe(0o600)
  standby = await runCluster(data, port)
  await ask(primary.url, 'create table followed as select 42 as answer')
  await expect
    .poll(() => ask(of(port), 'select answer from followed').catch(() => []))
    .toEqual([{ answer: 42 }])
  await expect(ask(of(port), 'create table own (id int)')).rejects.toThrow()
  // A standby that is made anew takes the slot of the one before.
  await standby.kill('SIGINT')
  rmSync(data, { recursive: true })
  makeStandby(data)
  standby = await runCluster(data, port)
})

test.each(['included', 'compose', 'debian'] as const)(
  'a primary whose settings are outside of its data (%s) gets a standby that starts and takes over',
  async (settingsIn) => {
    const other = await startCluster(PASSWORD, settingsIn)
    onTestFinished(other.stop)
    // On another machine it is not there.
    rmSync(join(other.data, '../settings.conf'))
    const place = join(folder, settingsIn)
    expect(makeStandby(place, other)).toContain('settings did not come')
    const itsPort = `${await freePort()}`
    // Those of the product are for a machine of its own.
    const running = await runCluster(place, itsPort, ['-c', 'shared_buffers=32MB'])
    onTestFinished(() => running.kill('SIGINT'))
    const itself = of(itsPort, other)
    expect(await ask(itself, 'show max_connections')).toEqual([{ max_connections: '200' }])
    promote(place)
    await expect
      .poll(() => ask(itself, 'create table if not exists own (id int)').then(Boolean, () => false))
      .toBe(true)
    // Who has led control planes to the first reaches this one: from another machine, too.
    expect(readFileSync(join(place, 'postgresql.conf'), 'utf8')).toContain("listen_addresses = '*'")
  },
)

test('nothing that was answered is lost when the primary dies and a synchronous standby takes over, and hosts stay', async () => {
  await ask(primary.url, "alter system set synchronous_standby_names = 'standby1'")
  await ask(primary.url, 'select pg_reload_conf()')
  await expect
    .poll(() => ask(primary.url, 'select sync_state from pg_stat_replication'))
    .toEqual([{ sync_state: 'sync' }])
  const databaseUrl = primary.url.replace(/(127[^/]*)/, `127.0.0.1:${port},$1`)
  plane = await startTestPlane({ databaseUrl })
  const host = await plane.agent()
  await expect.poll(() => host.agent.snapshots.length).toBeGreaterThan(0)

  const made: string[] = []
  const statuses = new Set<number>()
  let over = false
  const writing = async () => {
    while (!over) {
      const sources = [{ url: 'testcard://640x360@25' }]
      const wish = { name: 'Kept', sources, hostId: host.hostId }
      const { status, body } = await plane.as('operator', 'POST', '/channels', wish)
      statuses.add(status)
      if (status === 201) made.push(body.id)
      // Who is told to wait does, here a little.
      else await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const writers = [writing(), writing(), writing()]
  await expect.poll(() => made.length).toBeGreaterThan(20)
  await primary.kill()
  await expect.poll(() => statuses.has(503)).toBe(true)
  expect((await plane.as('viewer', 'GET', '/channels')).status).toBe(503)
  const before = made.length
  promote(data)
  await expect.poll(() => made.length).toBeGreaterThan(before + 20)
  over = true
  await Promise.all(writers)
  expect([...statuses].sort()).toEqual([201, 503])

  const { body } = await plane.as('viewer', 'GET', '/channels?pageSize=500')
  const kept = new Set(body.items.map(({ id }: { id: string }) => id))
  expect(made.filter((id) => !kept.has(id))).toEqual([])
  expect(host.agent.closes).toEqual([])
  await expect
    .poll(() => host.agent.snapshots.at(-1)?.state.channels.length)
    .toBeGreaterThanOrEqual(made.length)
}, 90_000)
