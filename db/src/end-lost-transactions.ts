import type postgres from 'postgres'
import { pgbouncerEnds } from './pgbouncer-ends.ts'

/** What postgres.js, Node and PostgreSQL say of a connection that has ended or is about to. */
const LOST = new Set(['CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02'])

/**
 * postgres.js (3.4.9) answers whatever went wrong in a transaction with a rollback, also on a
 * connection that is gone: it writes to a socket that is null, and that ends the process. With the
 * connection lost there is nothing to roll back. The transaction itself then fails by its end.
 */
export function endLostTransactions(sql: postgres.Sql): void {
  type Work = (tx: postgres.TransactionSql) => unknown
  const begin = sql.begin.bind(sql) as (options: string, work: Work) => Promise<unknown>
  const guarded = (...args: [Work] | [string, Work]) => {
    const [options, work] = args.length === 1 ? ['', args[0]] : args
    return begin(options, async (tx) => {
      try {
        return await work(tx)
      } catch (error) {
        if (!isLost(error)) throw error
        return new Promise<never>(() => {})
      }
    })
  }
  sql.begin = guarded as typeof sql.begin
}

function isLost(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (pgbouncerEnds(at)) return true
    if ('code' in at && typeof at.code === 'string' && LOST.has(at.code)) return true
  }
  return false
}
