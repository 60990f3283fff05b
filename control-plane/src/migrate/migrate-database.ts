import { type Environment, parseEnvironment } from '@cashbacktv/contract'
import type { Logger } from 'pino'
import { z } from 'zod'
import { databaseVariables } from '../env.ts'
import { openDatabase } from '../open-database.ts'

const WAIT_SECONDS = 60

/**
 * Brings a database to the schema of this build and ends. What starts several control planes at the
 * same time runs it first, so that a migration that fails fails once and stops the roll-out.
 *
 * @throws Error with a sentence for the operator
 */
export async function migrateDatabase(environment: Environment, log: Logger): Promise<void> {
  const env = parseEnvironment(z.object(databaseVariables), environment)
  const databaseUrl = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL
  if (databaseUrl === null)
    throw new Error('Set DATABASE_URL: the embedded database is migrated by its start.')
  await openDatabase({ databaseUrl }, WAIT_SECONDS, log)
}
