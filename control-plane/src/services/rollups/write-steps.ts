import type { Db } from '@cashbacktv/db'
import { type SQL, sql } from 'drizzle-orm'
import { FINEST } from '../../domain/rollups/rollup-steps.ts'
import type { HeardStep } from '../../domain/rollups/tally.ts'
import { CHANNELS, constant, HOSTS, list, nameOf, type RollupTable } from './rollup-table.ts'

type Row = { atMs: number; id: string; amounts: Readonly<Record<string, number | null>> }

/**
 * Writes steps as they were heard, those of channels in one statement and those of hosts in one. To
 * write them again changes nothing; of two instances that heard parts of a step the longer counts.
 */
export async function writeSteps(db: Db, steps: readonly HeardStep[]): Promise<void> {
  const channels = steps.flatMap(({ atMs, channels }) => {
    return [...channels].map(([id, amounts]) => ({ atMs, id, amounts }))
  })
  const hosts = steps.map(({ atMs, hostId, host }) => ({ atMs, id: hostId, amounts: host }))
  await db.transaction(async (tx) => {
    if (channels.length > 0) await tx.execute(statement(CHANNELS, channels))
    if (hosts.length > 0) await tx.execute(statement(HOSTS, hosts))
  })
}

/** One array a column. A channel that moved from host to host has two rows of one step. */
function statement({ table, id, amounts }: RollupTable, rows: readonly Row[]): SQL {
  const step = constant(FINEST.seconds)
  const names = amounts.map(({ column }) => sql`${nameOf(column)}`)
  const columns = [
    sql`${arrayOf(rows, ({ atMs }) => `"${new Date(atMs).toISOString()}"`)}::timestamptz[]`,
    sql`${arrayOf(rows, (row) => row.id)}::uuid[]`,
    ...amounts.map(({ name }) => {
      return sql`${arrayOf(rows, (row) => numberText(row.amounts[name]))}::real[]`
    }),
  ]
  const key = list([sql`at`, sql`${nameOf(id)}`])
  const put = names.map((name) => sql`${name} = excluded.${name}`)
  return sql`
    insert into ${table} (step_seconds, ${key}, ${list(names)})
    select distinct on (${key}) ${step}, heard.*
    from unnest(${list(columns)}) as heard (${key}, ${list(names)})
    order by ${key}, observed_seconds desc
    on conflict (step_seconds, ${key}) do update set ${list(put)}
    where excluded.observed_seconds > ${table}.observed_seconds`
}

/** As PostgreSQL writes an array: much quicker than rows of parameters, of which there may be 65,535. */
function arrayOf(rows: readonly Row[], textOf: (row: Row) => string): string {
  return `{${rows.map(textOf).join(',')}}`
}

function numberText(value: number | null | undefined): string {
  return value === null || value === undefined ? 'NULL' : String(Math.round(value * 1000) / 1000)
}
