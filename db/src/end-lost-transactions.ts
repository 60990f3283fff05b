import type postgres from 'postgres'
import { pgbouncerEnds } from './pgbouncer-ends.ts'

/** What postgres.js, Node and PostgreSQL say of a connection that has ended or is about to. */
const LOST = new Set(['CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02'])

type Work = (tx: postgres.TransactionSql) => unknown

/**
 * postgres.js (3.4.9) goes on with a transaction on a connection that is gone, be it with a statement, a
 * rollback or the commit: it writes to a socket that is null, and that ends the process. With the
 * connection lost there is nothing to go on with. The transaction itself fails by that end.
 */
export function endLostTransactions(sql: postgres.Sql): void {
  const begin = sql.begin.bind(sql) as (options: string, work: Work) => Promise<unknown>
  const guarded = (...args: [Work] | [string, Work]) => {
    const [options, work] = args.length === 1 ? ['', args[0]] : args
    let over = false
    const running = begin(options, (tx) => goOn(work, tx, () => over))
    // That of a transaction which is answered before its work has ended is the end of its connection.
    running.catch(() => {
      over = true
    })
    return running
  }
  Object.assign(sql, { begin: guarded })
}

/** The work on a transaction, without an end or another statement once its connection is over. */
async function goOn(work: Work, tx: postgres.TransactionSql, isOver: () => boolean) {
  const unsafe = tx.unsafe.bind(tx)
  type Arguments = Parameters<typeof unsafe>
  const savepoint = tx.savepoint.bind(tx)
  Object.assign(tx, {
    unsafe: (...args: Arguments) => (isOver() ? unanswered() : unsafe(...args)),
    savepoint: (inner: Work) =>
      isOver() ? unanswered() : savepoint((nested) => goOn(inner, nested, isOver)),
  })
  try {
    const result = await work(tx)
    return isOver() ? unanswered() : result
  } catch (error) {
    if (!isOver() && !isLost(error)) throw error
    return unanswered()
  }
}

/** What is asked of a statement, and never comes. */
function unanswered() {
  const never = new Promise<never>(() => {})
  return Object.assign(never, { values: () => never })
}

function isLost(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (pgbouncerEnds(at)) return true
    if ('code' in at && typeof at.code === 'string' && LOST.has(at.code)) return true
  }
  return false
}
