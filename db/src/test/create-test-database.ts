import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { inDatabase, onServer, TEMPLATE } from './template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server on which each test file makes databases of its own. */
    databaseServerUrl: string
  }
}

export type TestDatabase = { url: string; drop(): Promise<void> }

/** A fresh, migrated database for one test file. Drop it when the file is done. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('databaseServerUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, `create database ${name} template ${TEMPLATE}`)
  return {
    url: inDatabase(server, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  }
}
