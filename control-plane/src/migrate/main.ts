import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import { createLogger } from '../logging.ts'
import { migrateDatabase } from './migrate-database.ts'

/** `npm run migrate`: brings the database to the schema of this build, once, before control planes start. */
try {
  const environment = readVariableFiles(process.env)
  const log = createLogger({ level: 'info', folder: null, secrets: knownSecrets(environment) })
  await migrateDatabase(environment, log)
  log.info('The database has the schema of this build.')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
