import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../connect.ts'
import { ownerOfServer } from '../embedded-postgres/unprivileged.ts'

const DEBIAN = '/usr/lib/postgresql'

type DebianPostgres = {
  url: string
  /** Where it keeps its data, and its log where `settings` have it write one. */
  dataFolder: string
  stop(): Promise<void>
}

/** Starts Debian's PostgreSQL from scratch in a temporary folder, on a unix socket only. */
export async function startDebianPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<DebianPostgres> {
  const programs = findPrograms()
  const folder = mkdtempSync('/tmp/cbtv-debian-')
  const owner = ownerOfServer()
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const as = { ...(owner ?? {}), cwd: '/', stdio: 'ignore' as const }
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust'], as)
  const where = ['-D', data, '-h', '', '-k', folder, '-p', '5432', '-c', 'fsync=off']
  const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(programs, 'postgres'), [...where, ...set], as)
  const exited = new Promise((done) => server.once('exit', done))
  const url = `postgres://postgres@localhost:5432/postgres?host=${encodeURIComponent(folder)}`
  await untilAnswering(url)
  return {
    url,
    dataFolder: data,
    stop: async () => {
      server.kill('SIGINT')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function findPrograms(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : []
  const newest = Math.max(...versions.filter(Number.isFinite), 0)
  if (newest === 0) throw new Error('Debian’s PostgreSQL is missing: apt-get install postgresql')
  return join(DEBIAN, String(newest), 'bin')
}

async function untilAnswering(url: string): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const sql = connect(url, { max: 1 })
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await pause(50)
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
}
