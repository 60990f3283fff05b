import { ADVISORY_LOCKS, type Db } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import { isOver, type Partition, partitionsOver } from '../../domain/rollups/partitions.ts'
import { ROLLUP_STEPS, type RollupStep } from '../../domain/rollups/rollup-steps.ts'

const TABLES = ['channel_rollups', 'host_rollups'] as const
/** Dropping waits for who reads, and whoever comes after waits for it: rather another time. */
const WAIT = '2s'

/** Sees to it that there are partitions to write into; what is there already is asked for once. */
export type RollupPartitions = {
  ensure(step: RollupStep, fromMs: number, toMs: number): Promise<void>
}

export function rollupPartitions(db: Db): RollupPartitions {
  const known = new Set<string>()
  return {
    async ensure(step, fromMs, toMs) {
      const missing = partitionsOver(step, fromMs, toMs).filter(({ suffix }) => !known.has(suffix))
      if (missing.length === 0) return
      await db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS.partitions})`)
        for (const table of TABLES) {
          for (const partition of missing) await make(tx, table, step, partition)
        }
      })
      for (const { suffix } of missing) known.add(suffix)
    },
  }
}

/** Attached once it is made, which holds up neither who reads the table nor who writes into it. */
async function make(db: Db, table: string, { seconds }: RollupStep, partition: Partition) {
  const name = `${table}_${partition.suffix}`
  const [found] = await db.execute(sql`select to_regclass(${name}) is not null as there`)
  if (found?.there === true) return
  const parent = sql.identifier(`${table}_${seconds}`)
  const bound = (ms: number) => sql.raw(`'${new Date(ms).toISOString()}'`)
  await db.execute(sql`create table ${sql.identifier(name)} (like ${parent} including all)`)
  await db.execute(sql`
    alter table ${parent} attach partition ${sql.identifier(name)}
    for values from (${bound(partition.from)}) to (${bound(partition.to)})`)
}

/** Drops those of which nothing is kept any more; answers their names. */
export async function dropOldPartitions(db: Db, nowMs: number): Promise<string[]> {
  const dropped: string[] = []
  for (const step of ROLLUP_STEPS) {
    for (const table of TABLES) {
      for (const name of await partitionNames(db, `${table}_${step.seconds}`)) {
        if (!isOver(step, name, nowMs)) continue
        await drop(db, name)
        dropped.push(name)
      }
    }
  }
  return dropped
}

async function partitionNames(db: Db, parent: string): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select child.relname as name from pg_inherits
    join pg_class child on child.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = to_regclass(${parent}) order by 1`)
  return rows.map(({ name }) => name)
}

async function drop(db: Db, name: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local lock_timeout = '${WAIT}'`))
    await tx.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS.partitions})`)
    await tx.execute(sql`drop table if exists ${sql.identifier(name)}`)
  })
}
