import { ADVISORY_LOCKS, type Db } from '@cashbacktv/db'
import { type SQL, sql } from 'drizzle-orm'
import { ROLLUP_STEPS, type RollupStep, stepBegin } from '../../domain/rollups/rollup-steps.ts'
import { countRestarts } from './count-restarts.ts'
import type { RollupPartitions } from './rollup-partitions.ts'
import {
  binOf,
  CHANNELS,
  combine,
  constant,
  HOSTS,
  instantAt,
  list,
  msOf,
  nameOf,
  type RollupTable,
} from './rollup-table.ts'

/** So long after a step every instance has written what it heard of it, as a rule. */
export const GRACE_MS = 5000
/** What a host said happened in this time before is counted with each pass, should it come late. */
const LATE_EVENTS_MS = 900_000

/** From an instant to another, in milliseconds since 1970; the second is not in it. */
type Span = { from: number; to: number }

/**
 * Makes the coarser steps that are over from finer ones, from where whoever did it last stopped, and
 * of those named in `stale`, instants that were written late, once more. False when another
 * instance is at it. Done twice it gives the same.
 */
export async function rollUp(
  db: Db,
  partitions: RollupPartitions,
  nowMs: number,
  stale: Iterable<number> = [],
): Promise<boolean> {
  const late = [...stale]
  const oldest = Math.min(nowMs, ...late) - LATE_EVENTS_MS
  for (const step of ROLLUP_STEPS) await partitions.ensure(step, oldest, nowMs)
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute(
      sql`select pg_try_advisory_xact_lock(${ADVISORY_LOCKS.rollUp}) as got`,
    )
    if (lock?.got !== true) return false
    for (const [index, step] of ROLLUP_STEPS.entries()) {
      const finer = ROLLUP_STEPS[index - 1]
      if (!finer) continue
      const until = stepBegin(nowMs - GRACE_MS, step.seconds)
      const from = (await endOf(tx, step)) ?? (await beginOf(tx, finer, step)) ?? until
      const spans = spansOf(step, { from, to: until }, late)
      for (const span of spans) await make(tx, step, finer, span)
      const counted = stepBegin(nowMs - LATE_EVENTS_MS, step.seconds)
      await countRestarts(tx, step, Math.min(from, counted), until)
    }
    return true
  })
}

function spansOf({ seconds }: RollupStep, news: Span, late: readonly number[]): Span[] {
  const again = new Set(late.map((ms) => stepBegin(ms, seconds)))
  const spans = [...again]
    .filter((from) => from < news.from)
    .map((from) => ({ from, to: from + seconds * 1000 }))
  return news.from < news.to ? [...spans, news] : spans
}

/** Hosts are always heard, channels need not be there. */
async function endOf(db: Db, { seconds }: RollupStep): Promise<number | null> {
  const last = await instantOf(db, sql`max(at)`, seconds)
  return last === null ? null : last + seconds * 1000
}

async function beginOf(db: Db, finer: RollupStep, step: RollupStep): Promise<number | null> {
  const first = await instantOf(db, sql`min(at)`, finer.seconds)
  return first === null ? null : stepBegin(first, step.seconds)
}

async function instantOf(db: Db, which: SQL, seconds: number) {
  const [row] = await db.execute<{ ms: number | null }>(sql`
    select ${msOf(which)} as ms
    from host_rollups where step_seconds = ${constant(seconds)}`)
  return row?.ms ?? null
}

async function make(db: Db, step: RollupStep, finer: RollupStep, span: Span): Promise<void> {
  for (const rollups of [CHANNELS, HOSTS]) await db.execute(statement(rollups, step, finer, span))
}

/** In one order everywhere, so that two that write the same rows wait for each other. */
function statement(rollups: RollupTable, step: RollupStep, finer: RollupStep, span: Span) {
  const { table, id, amounts } = rollups
  const names = amounts.map(({ column }) => sql`${nameOf(column)}`)
  const sums = amounts.map(({ way, column }) => combine(way, sql`${nameOf(column)}`))
  const put = names.map((name) => sql`${name} = excluded.${name}`)
  return sql`
    insert into ${table} (step_seconds, at, ${nameOf(id)}, ${list(names)})
    select ${constant(step.seconds)}, ${binOf(step.seconds)}, ${nameOf(id)}, ${list(sums)}
    from ${table}
    where step_seconds = ${constant(finer.seconds)}
      and at >= ${instantAt(span.from)} and at < ${instantAt(span.to)}
    group by 2, 3 order by 2, 3
    on conflict (step_seconds, at, ${nameOf(id)}) do update set ${list(put)}`
}
