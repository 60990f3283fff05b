import { setImmediate as nextTurn } from 'node:timers/promises'
import { hostHistory } from '@cashbacktv/db'
import { and, eq, lt, or, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { createTally, type HistoryStep, TIERS } from '../../domain/history.ts'

/** Rows of one statement: a host of many channels has some 10 kB, and nothing else is done while they are written out. */
const AT_ONCE = 10
/** Steps that wait while the database is away; what is older is lost, and a gap in the charts. */
const MOST_WAITING = 3000
const TIDY_EVERY_SECONDS = 60

export type HistoryRecorder = {
  /** Writes the steps that ended; to be called each second. What fails is tried again with the next. */
  write(): Promise<void>
  /** Writes also what has not ended. */
  close(): Promise<void>
}

/**
 * Keeps the figures of charts: each host's by the instance that holds its socket, one row a step with
 * all its channels, so that every instance answers alike and none keeps anything.
 */
export function recordHistory(ctx: Pick<ServiceContext, 'db' | 'live' | 'now'>): HistoryRecorder {
  const tally = createTally()
  let waiting: HistoryStep[] = []
  const stop = ctx.live.onReport((report, isOwn) => {
    if (isOwn) tally.add(report, ctx.now().getTime())
  })
  async function writeUntil(ms: number) {
    for (const step of tally.takeEnded(ms)) {
      waiting.push(step)
      if (waiting.length % AT_ONCE === 0) await nextTurn()
    }
    waiting = waiting.slice(-MOST_WAITING)
    while (waiting.length > 0) {
      await insert(ctx, waiting.slice(0, AT_ONCE))
      waiting = waiting.slice(AT_ONCE)
    }
  }
  return {
    async write() {
      await writeUntil(ctx.now().getTime())
      if (await ctx.live.once('history.tidy', TIDY_EVERY_SECONDS)) await removeOld(ctx)
    },
    async close() {
      stop()
      await writeUntil(Number.POSITIVE_INFINITY)
    },
  }
}

async function insert({ db }: Pick<ServiceContext, 'db'>, steps: HistoryStep[]): Promise<void> {
  const { hostId, stepSeconds, at, samples } = hostHistory
  await db
    .insert(hostHistory)
    .values(steps.map(({ atMs, ...step }) => ({ ...step, at: new Date(atMs) })))
    .onConflictDoUpdate({
      target: [hostId, stepSeconds, at],
      set: {
        samples: sql`excluded.samples`,
        host: sql`excluded.host`,
        channels: sql`excluded.channels`,
      },
      setWhere: sql`excluded.samples > ${samples}`,
    })
}

async function removeOld({ db, now }: Pick<ServiceContext, 'db' | 'now'>): Promise<void> {
  const tooOld = Object.values(TIERS).map(({ stepSeconds, steps }) =>
    and(
      eq(hostHistory.stepSeconds, stepSeconds),
      lt(hostHistory.at, new Date(now().getTime() - stepSeconds * (steps + 1) * 1000)),
    ),
  )
  await db.delete(hostHistory).where(or(...tooOld))
}
