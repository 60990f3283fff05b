import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts'
import { query } from './test/query.ts'
import { startAndKill } from './test/start-and-kill.ts'

/** Waiting for disks is no part of what is told here. */
const FAST = existsSync('/dev/shm') ? '/dev/shm' : '/tmp'

let dataDir: string
let servers: EmbeddedPostgres[]

beforeEach(() => {
  dataDir = mkdtempSync(join(FAST, 'cbtv-embedded-'))
  servers = []
})

afterEach(async () => {
  for (const server of servers) await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('what was committed is there after a stop and a start', async () => {
  const first = await start()
  await query(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await start()
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a server that outlived a kill -9 of its parent is taken over', async () => {
  const orphanPid = await startAndKill(dataDir)
  const server = await start()
  expect(server).toMatchObject({ pid: orphanPid, adopted: true })
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a pid file left by a crash, with a pid that is now another program, does not mislead', async () => {
  const first = await start()
  await first.stop()
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
  onTestFinished(() => void stranger.kill())
  const pidFile = join(dataDir, 'postgres/postmaster.pid')
  const foreign = [
    stranger.pid,
    join(dataDir, 'postgres'),
    '1',
    '5432',
    '/nowhere',
    '',
    '',
    'ready',
  ]
  writeFileSync(pidFile, `${foreign.join('\n')}\n`)
  const second = await start()
  expect(second.adopted).toBe(false)
})

test('the server never runs as root and listens on no network port', async () => {
  const server = await start()
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  expect(status.match(/^Uid:\t(\d+)/m)?.[1]).not.toBe('0')
  expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
})

test('the server has none of our variables: the key of what is sealed in its tables is one', async () => {
  vi.stubEnv('SECRETS_KEY', 'a key that the database must not have')
  onTestFinished(() => void vi.unstubAllEnvs())
  const { url } = await start()
  await query(url, 'create table variables (line text)')
  await query(url, "copy variables from program 'env'")
  const lines = JSON.stringify(await query(url, 'select line from variables'))
  expect(lines).toContain('PATH=')
  expect(lines).not.toContain('a key that')
})

test('two ways to one data folder are one database', async () => {
  const [folder, link] = [join(dataDir, 'folder'), join(dataDir, 'link')]
  mkdirSync(folder)
  symlinkSync(folder, link)
  const first = await start(folder)
  expect(await start(link)).toMatchObject({ pid: first.pid, adopted: true, url: first.url })
})

test('a path that is too long for a socket is no obstacle', async () => {
  const deep = join(dataDir, 'x'.repeat(120))
  const first = await start(deep)
  await query(first.url, 'create table kept as select 42 as answer')
  expect(await start(deep)).toMatchObject({ pid: first.pid, adopted: true })
  await first.stop()
  const second = await start(deep)
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a first start that was cut off is begun anew', async () => {
  mkdirSync(join(dataDir, 'postgres/base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '18\n')
  writeFileSync(join(dataDir, 'postgres.unfinished'), '')
  const server = await start()
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a folder with something else in it is refused and left as it is', async () => {
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres/thesis.txt'), 'years of work')
  await expect(start()).rejects.toThrow(/not empty, and there is no database in it/)
  expect(readFileSync(join(dataDir, 'postgres/thesis.txt'), 'utf8')).toBe('years of work')
})

test('a data folder of another version is refused with what to do', async () => {
  const first = await start()
  await first.stop()
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '14\n')
  await expect(start()).rejects.toThrow(/made by PostgreSQL 14.*DATABASE_URL/)
})

test('a damaged data folder is refused with what is missing', async () => {
  const first = await start()
  await first.stop()
  rmSync(join(dataDir, 'postgres/global/pg_control'))
  await expect(start()).rejects.toThrow(/damaged: global\/pg_control is missing/)
})

async function start(folder = dataDir): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: folder, log: () => {} })
  servers.push(server)
  return server
}
