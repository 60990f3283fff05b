import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createDb } from '@cashbacktv/db'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { sql } from 'drizzle-orm'
import type { Env } from '../env.ts'
import { createLogger } from '../logging.ts'
import { openDatabase } from '../open-database.ts'

const WAIT_SECONDS = 5

export type ReachedDatabase = {
  url: string
  /** Whether nothing ran, and the embedded server was started for this. */
  wasStopped: boolean
  /** Stops what was started for this. */
  leave(): Promise<void>
}

/**
 * The database of this installation, whether the system runs or not.
 *
 * @throws Error with a sentence for the operator
 */
export async function reachDatabase(
  env: Pick<Env, 'DATABASE_URL' | 'DATA_DIR'> & Partial<Pick<Env, 'DATABASE_DIRECT_URL'>>,
): Promise<ReachedDatabase> {
  const log = createLogger({ level: 'error' })
  if (env.DATABASE_URL) {
    const { DATABASE_URL: databaseUrl, DATABASE_DIRECT_URL: databaseDirectUrl } = env
    await openDatabase({ databaseUrl, databaseDirectUrl }, WAIT_SECONDS, log)
    return { url: databaseUrl, wasStopped: false, leave: async () => {} }
  }
  const dataDir = resolve(env.DATA_DIR)
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
    throw new Error(
      `There is no database in ${dataDir}. Give DATA_DIR or DATABASE_URL as the system has it.`,
    )
  }
  const embedded = await startEmbeddedPostgres({ dataDir, log: () => {} })
  const { url, adopted } = embedded
  const leave = async () => {
    if (!adopted && (await isUnused(url))) await embedded.stop()
  }
  await openDatabase({ databaseUrl: url }, WAIT_SECONDS, log).catch(async (error) => {
    await leave()
    throw error
  })
  return { url, wasStopped: !adopted, leave }
}

/** The system may have been started meanwhile, and then took the server over. */
async function isUnused(url: string): Promise<boolean> {
  const handle = createDb(url, { max: 1 })
  try {
    const [others] = await handle.db.execute(
      sql`select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    )
    return others === undefined
  } finally {
    await handle.close()
  }
}
