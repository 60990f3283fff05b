import type { IncidentCounts } from '@cashbacktv/contract'
import { type Db, deliveries, incidents } from '@cashbacktv/db'
import { count, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { IncidentFigures } from '../../metrics/server-metrics.ts'
import type { LiveStore } from '../live-store.ts'

const DAY_MS = 86_400_000

/** The counts of incidents as they are told to screens, read again when somebody says that they changed. */
export type IncidentBoard = {
  /** Null before the first reading. */
  counts(): IncidentCounts | null
  /** For metrics. */
  figures(): IncidentFigures | null
  /** Reads again, in the background; one reading at a time. */
  look(): void
  close(): void
}

type Options = {
  db: Db
  live: LiveStore
  log: Pick<Logger, 'warn'>
  now(): Date
  onChange(): void
}

export function createIncidentBoard({ db, live, log, now, onChange }: Options): IncidentBoard {
  let known: Found | null = null
  let isMarked = false
  let isReading = false
  let isFailing = false
  let isClosed = false

  async function read() {
    isReading = true
    while (isMarked && !isClosed) {
      isMarked = false
      const found = await readCounts(db, now())
      const isNews =
        known?.counts.edition !== found.counts.edition ||
        known.counts.waiting !== found.counts.waiting
      known = found
      if (isNews) onChange()
    }
    isFailing = false
  }
  function look() {
    isMarked = true
    if (isReading || isClosed) return
    read()
      .catch((err) => {
        if (!isFailing && !isClosed) log.warn({ err }, 'incidents cannot be counted')
        isFailing = true
      })
      .finally(() => {
        isReading = false
        // Said while the last reading was ending; what failed is left to the next beat.
        if (isMarked && !isFailing) look()
      })
  }
  const stop = live.subscribe('alerts.changed', look)
  return {
    counts: () => known?.counts ?? null,
    figures: () => known?.figures ?? null,
    look,
    close() {
      isClosed = true
      stop()
    },
  }
}

type Found = { counts: IncidentCounts; figures: IncidentFigures }

export async function readCounts(db: Db, now: Date): Promise<Found> {
  const { overAt, openedAt, acknowledgedAt, mutedUntil, maintenance, severity, edition } = incidents
  const at = now.toISOString()
  const open = sql`${overAt} is null`
  const waiting = sql`${open} and ${acknowledgedAt} is null and not ${maintenance}
    and (${mutedUntil} is null or ${mutedUntil} <= ${at}::timestamptz)`
  const [[row], [messages]] = await Promise.all([
    db
      .select({
        open: sql<number>`(count(*) filter (where ${open}))::int`,
        openCritical: sql<number>`(count(*) filter (where ${open} and ${severity} = 'critical'))::int`,
        waiting: sql<number>`(count(*) filter (where ${waiting}))::int`,
        critical: sql<number>`(count(*) filter (where ${waiting} and ${severity} = 'critical'))::int`,
        edition: sql<string>`concat_ws('.', count(*), coalesce(sum(${edition}), 0), max(${openedAt}))`,
      })
      .from(incidents)
      .where(or(isNull(overAt), gt(overAt, new Date(now.getTime() - DAY_MS)))),
    db.select({ waiting: count() }).from(deliveries).where(eq(deliveries.state, 'waiting')),
  ])
  const { openCritical = 0, ...counts } = row ?? { open: 0, waiting: 0, critical: 0, edition: '' }
  return {
    counts,
    figures: {
      open: { critical: openCritical, warning: counts.open - openCritical },
      waitingMessages: messages?.waiting ?? 0,
    },
  }
}
