import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import type postgres from 'postgres'
import { ADVISORY_LOCKS } from './advisory-locks.ts'
import { connect } from './connect.ts'

/**
 * Brings the database to this build's schema, all of it or nothing. Safe to call from many instances
 * at once, and through a PgBouncer: the lock belongs to the transaction that also migrates.
 */
export async function migrate(url: string, folder = findMigrations()): Promise<void> {
  const sql = connect(url, { max: 1 })
  try {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${ADVISORY_LOCKS.migrations})`
      await applyMigrations(drizzle(within(tx, sql)), { migrationsFolder: folder })
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** A transaction in the place of a pool: what begins a transaction in it sets a savepoint. */
function within(tx: postgres.TransactionSql, { options }: postgres.Sql): postgres.Sql {
  const parts: object[] = [{ options }, { begin: tx.savepoint }]
  return parts.reduce(
    (made, part) => Object.assign(made, part),
    tx as postgres.ISql,
  ) as postgres.Sql
}

/** A bundle moves this module, not the migrations: look upward from it for `db/migrations`. */
function findMigrations(): string {
  let folder = import.meta.dirname
  for (let depth = 0; depth < 6; depth++) {
    for (const candidate of [join(folder, 'db/migrations'), join(folder, 'migrations')]) {
      if (existsSync(join(candidate, 'meta/_journal.json'))) return candidate
    }
    folder = join(folder, '..')
  }
  throw new Error('The folder db/migrations is missing from this installation.')
}
