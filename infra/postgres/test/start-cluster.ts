import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../test/free-port.ts'

const NOBODY = 65_534
/** PostgreSQL refuses root. */
export const SERVER_USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

const VERSIONS = '/usr/lib/postgresql'
const newest = Math.max(...readdirSync(VERSIONS).map(Number).filter(Number.isFinite))
export const POSTGRES_PROGRAMS = join(VERSIONS, `${newest}`, 'bin')

export type Cluster = {
  url: string
  port: string
  data: string
  /** Ends it as a machine that loses its power does. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** A folder of the user that PostgreSQL runs as. */
export function folderOfServer(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-'))
  if (SERVER_USER.uid !== undefined) chownSync(folder, SERVER_USER.uid, SERVER_USER.gid)
  return folder
}

/**
 * A new PostgreSQL of Debian with the configuration of the product, on a port of the loopback address, by
 * password alone, that lets a standby follow as infra/postgres/allow-standby.sh has it.
 */
export async function startCluster(password: string): Promise<Cluster> {
  const folder = folderOfServer()
  const data = join(folder, 'data')
  const as = { ...SERVER_USER, cwd: '/', stdio: 'ignore' as const }
  const file = join(folder, 'password')
  writeFileSync(file, password)
  if (SERVER_USER.uid !== undefined) chownSync(file, SERVER_USER.uid, SERVER_USER.gid)
  const auth = ['--auth=scram-sha-256', '--username=cashbacktv', `--pwfile=${file}`]
  execFileSync(join(POSTGRES_PROGRAMS, 'initdb'), ['-D', data, ...auth], as)
  const settings = join(import.meta.dirname, '../postgresql.conf')
  appendFileSync(
    join(data, 'postgresql.conf'),
    `include '${settings}'\nshared_buffers = 32MB\nfsync = off\n`,
  )
  execFileSync(join(import.meta.dirname, '../allow-standby.sh'), [], {
    ...as,
    env: { PATH: process.env.PATH, PGDATA: data },
  })
  const port = `${await freePort()}`
  const running = await runCluster(data, port)
  const url = `postgres://cashbacktv:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
  return {
    url,
    port,
    data,
    kill: running.kill,
    async stop() {
      await running.kill('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Starts what is in a folder already; answers once it takes connections. */
export async function runCluster(data: string, port: string) {
  const where = ['-D', data, '-p', port, '-c', 'listen_addresses=127.0.0.1', '-k', data]
  const server = spawn(join(POSTGRES_PROGRAMS, 'postgres'), where, {
    ...SERVER_USER,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr?.setEncoding('utf8')
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error(`PostgreSQL ended:\n${said}`)))
    server.stderr?.on('data', (text: string) => {
      said = (said + text).slice(-20_000)
      if (/ready to accept (read-only )?connections/.test(said)) resolve()
    })
  })
  return {
    async kill(signal: NodeJS.Signals = 'SIGKILL') {
      if (server.exitCode !== null || server.signalCode !== null) return
      const exited = once(server, 'exit')
      server.kill(signal)
      await exited
    },
  }
}
