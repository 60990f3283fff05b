import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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
 * Where a cluster has its settings: in the folder of its data; in `settings.conf` beside that, which those in the folder
 * include; which its command line names instead of them, as that of compose.prod.yml; or all outside, pg_hba.conf too, as
 * Debian's own in /etc.
 */
export type SettingsPlace = 'data' | 'included' | 'compose' | 'debian'

/**
 * A new PostgreSQL of Debian with the configuration of the product, on a port of the loopback address, by
 * password alone, that lets a standby follow as infra/postgres/allow-standby.sh has it.
 */
export async function startCluster(
  password: string,
  settingsIn: SettingsPlace = 'data',
): Promise<Cluster> {
  const folder = folderOfServer()
  const data = join(folder, 'data')
  const as = { ...SERVER_USER, cwd: '/', stdio: 'ignore' as const }
  const file = join(folder, 'password')
  writeFileSync(file, password)
  if (SERVER_USER.uid !== undefined) chownSync(file, SERVER_USER.uid, SERVER_USER.gid)
  const auth = ['--auth=scram-sha-256', '--username=cashbacktv', `--pwfile=${file}`]
  execFileSync(join(POSTGRES_PROGRAMS, 'initdb'), ['-D', data, ...auth], as)
  execFileSync(join(import.meta.dirname, '../allow-standby.sh'), [], {
    ...as,
    env: { PATH: process.env.PATH, PGDATA: data },
  })
  const port = `${await freePort()}`
  const running = await runCluster(data, port, writeSettings(folder, settingsIn))
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

/** @returns what has to be on the command line of the server for them */
function writeSettings(folder: string, settingsIn: SettingsPlace): string[] {
  const data = join(folder, 'data')
  const product = join(import.meta.dirname, '../postgresql.conf')
  const text = `include '${product}'\nshared_buffers = 32MB\nfsync = off\n`
  if (settingsIn === 'data') {
    appendFileSync(join(data, 'postgresql.conf'), text)
    return []
  }
  const outside = join(folder, 'settings.conf')
  writeFileSync(outside, text)
  if (settingsIn === 'included') {
    appendFileSync(join(data, 'postgresql.conf'), `include '${outside}'\n`)
    return []
  }
  const named = ['-c', `config_file=${outside}`]
  if (settingsIn === 'compose') return named
  for (const name of ['postgresql.conf', 'pg_ident.conf']) rmSync(join(data, name))
  const allowed = join(folder, 'pg_hba.conf')
  renameSync(join(data, 'pg_hba.conf'), allowed)
  return [...named, '-c', `hba_file=${allowed}`]
}

/** Starts what is in a folder already; answers once it takes connections. */
export async function runCluster(data: string, port: string, settings: readonly string[] = []) {
  const listen = ['-c', 'listen_addresses=127.0.0.1', '-k', data]
  const where = ['-D', data, '-p', port, ...listen, ...settings]
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
