import { type Db, events } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import type { RollupStep } from '../../domain/rollups/rollup-steps.ts'
import { binOf, constant, instantAt } from './rollup-table.ts'

/**
 * Puts the runs that ended unasked beside what was heard of their channels, from events alone: as
 * often as it is done it gives the same, also where a host told of them hours later.
 */
export async function countRestarts(
  db: Db,
  { seconds }: RollupStep,
  fromMs: number,
  toMs: number,
): Promise<void> {
  await db.execute(sql`
    insert into channel_rollups as known (step_seconds, at, channel_id, restarts)
    select ${constant(seconds)}, ${binOf(seconds)}, channel_id, count(*) from ${events}
    where kind = 'run-exited' and happening ->> 'asked' = 'false' and channel_id is not null
      and at >= ${instantAt(fromMs)} and at < ${instantAt(toMs)}
    group by 2, 3 order by 2, 3
    on conflict (step_seconds, at, channel_id) do update set restarts = excluded.restarts
    where known.restarts <> excluded.restarts`)
}
