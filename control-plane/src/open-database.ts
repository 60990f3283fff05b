import { setTimeout as wait } from 'node:timers/promises'
import { createDb } from '@cashbacktv/db'
import { migrate } from '@cashbacktv/db/migrate'
import { sql } from 'drizzle-orm'
import { isDatabaseAway } from './api/database-away.ts'
import type { Log } from './context.ts'

const EVERY_MS = 1000

/** Where the database answers. */
export type DatabaseAddress = {
  databaseUrl: string
  /** PostgreSQL itself, where the other is a PgBouncer before it. */
  databaseDirectUrl?: string | null
}

/**
 * Brings the database to this build's schema, waiting for it to answer.
 *
 * @throws Error with a sentence for people when it is still away after `waitSeconds`
 */
export async function openDatabase(
  { databaseUrl, databaseDirectUrl = null }: DatabaseAddress,
  waitSeconds: number,
  log: Log,
): Promise<void> {
  const until = Date.now() + waitSeconds * 1000
  const patiently = async (variable: string, work: () => Promise<void>) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work()
      } catch (error) {
        if (!isDatabaseAway(error)) throw error
        if (Date.now() >= until) {
          const message = `The database did not answer for ${waitSeconds} s. Start it, or correct ${variable}.`
          throw new Error(message, { cause: error })
        }
        if (attempt === 1) log.warn({ err: error }, 'waiting for the database')
        await wait(EVERY_MS)
      }
    }
  }
  if (databaseDirectUrl === null) return patiently('DATABASE_URL', () => migrate(databaseUrl))
  await patiently('DATABASE_DIRECT_URL', () => migrate(databaseDirectUrl))
  await patiently('DATABASE_URL', () => reach(databaseUrl))
}

async function reach(url: string): Promise<void> {
  const handle = createDb(url, { max: 1 })
  try {
    await handle.db.execute(sql`select 1`)
  } finally {
    await handle.close()
  }
}
