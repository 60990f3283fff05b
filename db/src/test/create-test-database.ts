import { randomBytes } from 'node:crypto'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { inject } from 'vitest'
import { useSecretKeys } from '../secrets/keyring.ts'
import { inDatabase, onServer, TEMPLATE } from './template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server on which each test file makes databases of its own. */
    databaseServerUrl: string
    /** The same server through a PgBouncer, where the tests are to go through one. */
    databasePoolUrl: string | undefined
  }
}

/** The key of everything that tests write, unless they are about keys. */
export const TEST_SECRETS_KEY = 'the key of secrets in tests, long enough'

export type TestDatabase = {
  url: string
  /** The database itself, also where the other leads through a PgBouncer. */
  directUrl: string
  drop(): Promise<void>
}

/** A fresh, migrated database for one test file. Drop it when the file is done. */
export async function createTestDatabase(): Promise<TestDatabase> {
  useSecretKeys(secretKeyOf(TEST_SECRETS_KEY))
  const server = inject('databaseServerUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, `create database ${name} template ${TEMPLATE}`)
  return {
    url: inDatabase(inject('databasePoolUrl') ?? server, name),
    directUrl: inDatabase(server, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  }
}
