import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'

const WAIT_MS = 1000

export type DatabaseFigures = {
  roundTripSeconds: number
  /** Of this user to this database, by what they do: `active`, `idle`, `idle in transaction`. */
  connections: { state: string; count: number }[]
}

/** Null while the database does not answer within a second. */
export async function databaseFigures({
  db,
}: Pick<ServiceContext, 'db'>): Promise<DatabaseFigures | null> {
  const startedAt = performance.now()
  const asked = db.execute<{ state: string; count: number }>(sql`
    select state, count(*)::int as count from pg_stat_activity
    where datname = current_database() and usename = current_user and state is not null
    group by state order by state`)
  const over = new AbortController()
  const impatience = delay(WAIT_MS, null, { signal: over.signal }).catch(() => null)
  const rows = await Promise.race([asked.catch(() => null), impatience])
  over.abort()
  if (!rows) return null
  return { roundTripSeconds: (performance.now() - startedAt) / 1000, connections: [...rows] }
}
