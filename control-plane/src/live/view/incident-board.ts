import type { IncidentCounts } from '@cashbacktv/contract'
import { type Db, incidents } from '@cashbacktv/db'
import { gt, isNull, or, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { LiveStore } from '../live-store.ts'

const DAY_MS = 86_400_000

/** The counts of incidents as they are told to screens, read again when somebody says that they changed. */
export type IncidentBoard = {
  /** Null before the first reading. */
  counts(): IncidentCounts | null
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
  let counts: IncidentCounts | null = null
  let isMarked = false
  let isReading = false
  let isFailing = false
  let isClosed = false

  async function read() {
    isReading = true
    while (isMarked && !isClosed) {
      isMarked = false
      const found = await readCounts(db, now())
      const isNews = counts?.edition !== found.edition || counts.waiting !== found.waiting
      counts = found
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
      })
  }
  const stop = live.subscribe('alerts.changed', look)
  look()
  return {
    counts: () => counts,
    look,
    close() {
      isClosed = true
      stop()
    },
  }
}

async function readCounts(db: Db, now: Date): Promise<IncidentCounts> {
  const { overAt, acknowledgedAt, mutedUntil, maintenance, severity, edition } = incidents
  const at = now.toISOString()
  const open = sql`${overAt} is null`
  const waiting = sql`${open} and ${acknowledgedAt} is null and not ${maintenance}
    and (${mutedUntil} is null or ${mutedUntil} <= ${at}::timestamptz)`
  const [row] = await db
    .select({
      open: sql<number>`(count(*) filter (where ${open}))::int`,
      waiting: sql<number>`(count(*) filter (where ${waiting}))::int`,
      critical: sql<number>`(count(*) filter (where ${waiting} and ${severity} = 'critical'))::int`,
      edition: sql<string>`concat_ws('.', count(*), coalesce(sum(${edition}), 0), max(${incidents.openedAt}))`,
    })
    .from(incidents)
    .where(or(isNull(overAt), gt(overAt, new Date(now.getTime() - DAY_MS))))
  return row ?? { open: 0, waiting: 0, critical: 0, edition: '' }
}
