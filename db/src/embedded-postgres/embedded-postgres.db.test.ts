import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { connect } from '../connect.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts'

const NOBODY = 65_534
const program = join(import.meta.dirname, 'test/start-and-die.ts')

let dataDir: string
let servers: EmbeddedPostgres[]

beforeEach(() => {
  dataDir = mkdtempSync('/tmp/cbtv-embedded-')
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
  const orphanPid = await startInChildAndKill()
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

test.runIf(process.getuid?.() === 0)('an ordinary user starts it too', async () => {
  chownSync(dataDir, NOBODY, NOBODY)
  const pid = await startInChildAndKill(NOBODY)
  const server = await start()
  expect(server).toMatchObject({ pid, adopted: true })
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

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: () => {} })
  servers.push(server)
  return server
}

/** Starts a server in a process of its own, kills that process at once and answers the server's pid. */
async function startInChildAndKill(uid?: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const [pid] = await once(child.stdout.setEncoding('utf8'), 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  return Number(pid)
}

async function query(url: string, statement: string): Promise<unknown> {
  const sql = connect(url, { max: 1 })
  try {
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql.end()
  }
}
