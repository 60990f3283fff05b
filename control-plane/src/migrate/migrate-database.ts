import { type Environment, parseEnvironment } from '@cashbacktv/contract'
import type { Logger } from 'pino'
import { z } from 'zod'
import { databaseVariable } from '../env.ts'
import { openDatabase } from '../open-database.ts'

const WAIT_SECONDS = 60

/**
 * Brings a database to the schema of this build and ends. What starts several control planes at the
 * same time runs it first, so that a migration that fails fails once and stops the roll-out.
 *
 * @throws Error with a sentence for the operator
 */
export async function migrateDatabase(environment: Environment, log: Logger): Promise<void> {
  const { DATABASE_URL: url } = parseEnvironment(z.object(databaseVariable), environment)
  if (url === null)
    throw new Error('Set DATABASE_URL: the embedded database is migrated by its start.')
  await openDatabase(url, WAIT_SECONDS, log)
}
