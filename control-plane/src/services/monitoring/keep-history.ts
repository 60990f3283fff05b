import { history as rows } from '@cashbacktv/db'
import { gt, lte, sql } from 'drizzle-orm'
import type { HistoryStep, HistoryStore, ServiceContext } from '../../context.ts'
import { LONGEST, TIERS } from '../../domain/history.ts'

const STEP_MS = TIERS[LONGEST].stepSeconds * 1000
const KEPT_MS = STEP_MS * TIERS[LONGEST].steps
/** Rows of one statement: far below what it may have in parameters. */
const AT_ONCE = 1000

/**
 * The job that makes charts outlive a restart: its first run reads back what is kept, each later one
 * writes the steps that have ended. A run that fails loses nothing: the next does its part too.
 * Many instances hear the same hosts, and write the same rows.
 */
export function keepHistory(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  history: HistoryStore,
): () => Promise<void> {
  let written: Date | null = null
  return async () => {
    const now = ctx.now()
    if (written === null) {
      history.restore(await readKept(ctx, now))
      written = now
    }
    const steps = history.ended(written)
    if (steps.length === 0) return
    for (let from = 0; from < steps.length; from += AT_ONCE) {
      await write(ctx, steps.slice(from, from + AT_ONCE))
    }
    written = now
    await ctx.db.delete(rows).where(lte(rows.at, oldest(now)))
  }
}

function readKept({ db }: Pick<ServiceContext, 'db'>, now: Date): Promise<HistoryStep[]> {
  return db
    .select()
    .from(rows)
    .where(gt(rows.at, oldest(now)))
    .orderBy(rows.at)
}

async function write({ db }: Pick<ServiceContext, 'db'>, steps: HistoryStep[]): Promise<void> {
  await db
    .insert(rows)
    .values(steps)
    .onConflictDoUpdate({
      target: [rows.subject, rows.at],
      set: { figures: sql`excluded.figures` },
    })
}

/** Where the step began that the chart has just left behind. */
function oldest(now: Date): Date {
  return new Date(now.getTime() - KEPT_MS)
}
