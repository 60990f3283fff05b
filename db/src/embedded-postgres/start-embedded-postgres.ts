import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../connect.ts'
import { type Binaries, ENVIRONMENT, findBinaries } from './binaries.ts'
import { locateDataFolder, prepareDataFolder, WHERE_IT_IS } from './data-folder.ts'
import { claimOf, findPostmaster, isAlive, type Postmaster } from './postmaster.ts'
import { prepareSocketFolder } from './socket-folder.ts'
import { StartProblem } from './start-problem.ts'
import { type Owner, ownerOfServer } from './unprivileged.ts'

export type EmbeddedPostgres = {
  /** Address of the product's database, over the unix socket. */
  url: string
  pid: number
  /** True when a server that outlived its parent was taken over. */
  adopted: boolean
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** Folder of the product's data; the database lies below it. */
  dataDir: string
  log: (line: string) => void
  /** Milliseconds until a start has failed. */
  timeoutMs?: number
}

const DATABASE = 'cashbacktv'
const PORT = 5432

/**
 * Starts the PostgreSQL that comes with the product, or takes over the one of this folder that
 * outlived its parent. Throws a StartProblem that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = locateDataFolder(options.dataDir)
  const deadline = Date.now() + (options.timeoutMs ?? 60_000)
  const running = findPostmaster(folder)
  if (running !== null) options.log(`Took over the running database (pid ${running.pid}).`)
  const postmaster = running ?? (await startServer(folder, deadline))
  const url = addressOf(postmaster.socketFolder, DATABASE)
  await ensureDatabase(postmaster, deadline)
  return {
    url,
    pid: postmaster.pid,
    adopted: running !== null,
    stop: () => stopServer(postmaster.pid),
  }
}

async function startServer(folder: string, deadline: number): Promise<Postmaster> {
  const owner = ownerOfServer(folder)
  const binaries = findBinaries(owner)
  prepareDataFolder(binaries, folder, owner)
  const logFile = `${folder}.log`
  const server = launch(binaries, folder, owner, logFile)
  const ended = new Promise<'ended'>((done) => {
    server.once('exit', () => done('ended'))
    server.once('error', () => done('ended'))
  })
  while (Date.now() < deadline) {
    const postmaster = findPostmaster(folder)
    if (postmaster?.ready) return postmaster
    if ((await Promise.race([ended, pause(10)])) === 'ended') break
  }
  throw new StartProblem(`The database did not start. It said: ${lastLines(logFile)}`)
}

/** Detached and with its log in a file: nothing ties the server to the life of this process. */
function launch(
  binaries: Binaries,
  folder: string,
  owner: Owner | null,
  logFile: string,
): ChildProcess {
  const socketFolder = prepareSocketFolder(folder, owner)
  const where = ['-D', WHERE_IT_IS, '-c', claimOf(folder), '-k', socketFolder]
  const log = openSync(logFile, 'a', 0o600)
  const server = spawn(binaries.postgres, [...where, '-h', '', '-p', String(PORT), ...TUNING], {
    ...owner,
    cwd: folder,
    env: ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  server.unref()
  return server
}

/** Small enough for a laptop; a large installation brings its own server. */
const TUNING = ['shared_buffers=64MB', 'max_connections=60', 'timezone=UTC'].flatMap((setting) => [
  '-c',
  setting,
])

async function ensureDatabase(postmaster: Postmaster, deadline: number): Promise<void> {
  const sql = connect(addressOf(postmaster.socketFolder, 'postgres'), {
    max: 1,
    connect_timeout: 5,
  })
  try {
    await untilAnswering(sql, deadline)
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`
    if (found === undefined) await sql.unsafe(`create database ${DATABASE}`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** A server that recovers from a crash refuses connections until it has read its log. */
async function untilAnswering(sql: ReturnType<typeof connect>, deadline: number): Promise<void> {
  for (;;) {
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await pause(50)
    }
  }
}

async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  const hurryAt = Date.now() + 20_000
  while (isRunning(pid)) {
    // SIGQUIT ends at once; the next start recovers from the write-ahead log.
    if (Date.now() > hurryAt) process.kill(pid, 'SIGQUIT')
    await pause(20)
  }
}

/** A child that has ended and was not waited for yet is over, although its pid still answers. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function addressOf(socketFolder: string, database: string): string {
  return `postgres://postgres@localhost:${PORT}/${database}?host=${encodeURIComponent(socketFolder)}`
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-4).join(' / ')
  } catch {
    return `nothing (${join(file)} is missing)`
  }
}
