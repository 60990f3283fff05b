import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errorOf, messageOf } from '@cashbacktv/contract'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { reportOf } from './link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from './test/start-test-plane.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'cp-away-'))
let server: EmbeddedPostgres
let one: TestPlane

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir, log: () => {} })
  one = await startTestPlane({ databaseUrl: server.url })
})
afterAll(async () => {
  await one?.close()
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const readyz = () => one.ask({ method: 'GET', path: '/readyz' })
const gone = (pid: number) => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}
async function killServer() {
  process.kill(server.pid, 'SIGKILL')
  await expect.poll(() => gone(server.pid), { interval: 5 }).toBe(true)
}
async function startServer() {
  server = await startEmbeddedPostgres({ dataDir, log: () => {} })
}
const input = { name: 'Kept', sources: [{ url: 'testcard://640x360@25' }] }

test('a database that dies and comes back costs a few 503 and nothing else: sockets of agents stay, no restart', async () => {
  const host = await one.agent()
  await expect.poll(() => host.agent.snapshots.length).toBe(1)
  await host.agent.link.report.mutate(reportOf(host.hostId))
  const made = await one.as('operator', 'POST', '/channels', { ...input, hostId: host.hostId })
  await expect.poll(() => host.agent.snapshots.length).toBe(2)
  expect([made.status, (await readyz()).status]).toEqual([201, 200])

  await killServer()
  for (const [method, path, body] of [
    ['GET', '/channels', undefined],
    ['POST', '/channels', input],
    ['POST', `/channels/${made.body.id}/start`, undefined],
    ['GET', '/uploads/00000000-0000-4000-8000-000000000000', undefined],
    ['POST', '/auth/login', { email: 'admin@example.org', password: 'x' }],
  ] as const) {
    const answer = await one.as('operator', method, path, body)
    expect([path, answer.status, answer.body.error]).toEqual([
      path,
      503,
      errorOf('unavailable', messageOf('database-away')),
    ])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  const ready = await readyz()
  expect([ready.status, ready.body.checks.database]).toEqual([
    503,
    { ok: false, message: 'The database does not answer.' },
  ])
  expect((await one.ask({ method: 'GET', path: '/healthz' })).status).toBe(200)
  // A host goes on reporting meanwhile; its events wait for the database.
  await host.agent.link.report.mutate(reportOf(host.hostId))

  await startServer()
  const reads = []
  for (let time = 0; time < 15; time += 1)
    reads.push((await one.as('viewer', 'GET', '/channels')).status)
  expect(reads).toEqual(Array(15).fill(200))
  // A write on a connection of before is not tried twice: it may say 503 once more, and nothing else.
  const writes: number[] = []
  const start = async () => {
    writes.push((await one.as('operator', 'POST', `/channels/${made.body.id}/start`)).status)
    return writes.at(-1)
  }
  await expect.poll(start).toBe(202)
  expect(writes.slice(0, -1).every((status) => status === 503)).toBe(true)
  await expect
    .poll(() => host.agent.snapshots.at(-1)?.state.channels[0]?.on, { timeout: 10_000 })
    .toBe(true)
  expect((await readyz()).status).toBe(200)
  expect(host.agent.closes).toEqual([])
  expect(host.agent.sockets).toHaveLength(1)
}, 60_000)

test('a restart under load: reads all succeed, writes are done or say 503, and what was answered is kept', async () => {
  const made: string[] = []
  const statuses = { reads: [] as number[], writes: [] as number[] }
  let over = false
  const reading = async () => {
    while (!over)
      statuses.reads.push((await one.as('viewer', 'GET', '/channels?pageSize=500')).status)
  }
  const writing = async () => {
    while (!over) {
      const answer = await one.as('operator', 'POST', '/channels', input)
      statuses.writes.push(answer.status)
      if (answer.status === 201) made.push(answer.body.id)
    }
  }
  const load = [reading(), reading(), writing(), writing()]
  onTestFinished(() => {
    over = true
  })
  await expect.poll(() => made.length).toBeGreaterThan(5)
  await killServer()
  await startServer()
  const before = made.length
  await expect.poll(() => made.length, { timeout: 20_000 }).toBeGreaterThan(before + 5)
  over = true
  await Promise.all(load)
  expect(new Set([...statuses.reads, 200, 503])).toEqual(new Set([200, 503]))
  expect(new Set([...statuses.writes, 201, 503])).toEqual(new Set([201, 503]))
  const { body } = await one.as('viewer', 'GET', '/channels?pageSize=500')
  const kept = new Set(body.items.map(({ id }: { id: string }) => id))
  expect(made.filter((id) => !kept.has(id))).toEqual([])
  expect(one.log.filter((line) => line.includes('a request failed'))).toEqual([])
}, 60_000)

test('while the database is away the log says so once, not once a look', async () => {
  const placing = () => one.log.filter((line) => line.includes('could not be placed'))
  // What failed while the database was away before has been said: it is over first.
  await expect
    .poll(() => placing().length === 0 || placing().at(-1)?.includes('it works again'), {
      timeout: 15_000,
    })
    .toBe(true)
  const from = one.log.length
  const before = placing().length
  await killServer()
  await expect.poll(() => placing().length, { timeout: 15_000 }).toBe(before + 1)
  await new Promise((resolve) => setTimeout(resolve, 11_000))
  const complaints = one.log
    .slice(from)
    .map((line) => JSON.parse(line))
    .filter(({ level, msg }) => level !== 'debug' && msg !== 'request')
    .map(({ msg }) => msg)
  expect(complaints.toSorted()).toEqual([...new Set(complaints)].toSorted())
  await startServer()
  expect((await one.as('viewer', 'GET', '/channels')).status).toBe(200)
}, 60_000)
