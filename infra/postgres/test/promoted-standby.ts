import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createDb } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import { freePort } from '../../test/free-port.ts'
import {
  folderOfServer,
  POSTGRES_PROGRAMS,
  runCluster,
  SERVER_USER,
  startCluster,
} from './start-cluster.ts'

const START = join(import.meta.dirname, '../start-standby.sh')

/**
 * A PostgreSQL that was the standby of another one: made as docs/deployment.md says, caught up with what `fill` has
 * written into its primary, and promoted after that one was lost.
 */
export async function startPromotedStandby(
  fill: (primaryUrl: string) => Promise<unknown>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const primary = await startCluster('test')
  const folder = folderOfServer()
  const data = join(folder, 'standby')
  const as = { ...SERVER_USER, cwd: '/', stdio: 'pipe' as const }
  const env = { PATH: `${POSTGRES_PROGRAMS}:${process.env.PATH}` }
  execFileSync(START, [data], { ...as, env: { ...env, DATABASE_DIRECT_URL: primary.url } })
  const port = `${await freePort()}`
  const standby = await runCluster(data, port)
  await answered(primary.url, "alter system set synchronous_standby_names = 'standby1'")
  await answered(primary.url, 'select pg_reload_conf()')
  // With that setting whatever was answered is on the standby.
  await fill(primary.url)
  await primary.kill()
  execFileSync(join(POSTGRES_PROGRAMS, 'pg_ctl'), ['promote', '--wait', '-D', data], { ...as, env })
  const url = new URL(primary.url)
  url.port = port
  return {
    url: url.href,
    async stop() {
      await standby.kill('SIGINT')
      await primary.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answered(url: string, statement: string): Promise<void> {
  const handle = createDb(url, { max: 1 })
  try {
    await handle.db.execute(sql.raw(statement))
  } finally {
    await handle.close()
  }
}
