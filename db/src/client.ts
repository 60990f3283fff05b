import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { connect, type Dial } from './connect.ts'
import { endLostTransactions } from './end-lost-transactions.ts'
import * as schema from './schema/index.ts'

/** A database or a transaction on it: services take either. */
export type Db = Omit<PostgresJsDatabase<typeof schema>, '$client'>

export type DbHandle = {
  db: Db
  sql: postgres.Sql
  close(): Promise<void>
}

export type DbOptions = {
  /** Connections at most. */
  max?: number
  /** Seconds to wait for a connection. */
  connectTimeoutSeconds?: number
  /** How connections to a server with a name or an address are opened; otherwise as postgres.js does. */
  dial?: Dial
}

/** Opens nothing yet: the first query does, and a lost connection is opened again by the next one. */
export function createDb(url: string, options: DbOptions = {}): DbHandle {
  const sql = connect(url, {
    max: options.max ?? 10,
    connect_timeout: options.connectTimeoutSeconds ?? 10,
    ...(options.dial ? { dial: options.dial } : {}),
  })
  endLostTransactions(sql)
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) }
}
