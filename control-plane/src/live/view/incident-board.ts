import type { IncidentCounts } from '@cashbacktv/contract'
import { type Db, deliveries, incidents } from '@cashbacktv/db'
import { and, count, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import { EVERYTHING, type Reach, reachKey } from '../../domain/accounts/reach.ts'
import type { IncidentFigures } from '../../metrics/server-metrics.ts'
import { incidentTouches, isCriticalIn, stillHits } from '../../services/groups/in-reach.ts'
import type { LiveStore } from '../live-store.ts'

const DAY_MS = 86_400_000
/** Counts that nobody has asked for so long are not kept. */
const UNASKED_MS = 60_000

/** The counts of incidents as they are told to screens, read again when somebody says that they changed. */
export type IncidentBoard = {
  /** Null before the first reading. */
  counts(): IncidentCounts | null
  /** Of the incidents in somebody's reach; null until they have been read for it. */
  countsFor(reach: Reach): IncidentCounts | null
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
  const limited = new Map<string, Limited>()
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
      await readLimited()
      if (isNews) onChange()
    }
    isFailing = false
  }
  async function readLimited() {
    for (const [key, { reach, askedAt }] of limited) {
      if (now().getTime() - askedAt > UNASKED_MS) limited.delete(key)
      else {
        const { counts } = await readCounts(db, now(), reach)
        const one = limited.get(key)
        if (one) one.counts = counts
      }
    }
  }
  function countsFor(reach: Reach) {
    if (reach.kind === 'all') return known?.counts ?? null
    const key = reachKey(reach)
    const one = limited.get(key)
    limited.set(key, { reach, counts: one?.counts ?? null, askedAt: now().getTime() })
    if (!one) look()
    return one?.counts ?? null
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
    countsFor,
    figures: () => known?.figures ?? null,
    look,
    close() {
      isClosed = true
      stop()
    },
  }
}

type Limited = { reach: Reach; counts: IncidentCounts | null; askedAt: number }
type Found = { counts: IncidentCounts; figures: IncidentFigures }

export async function readCounts(db: Db, now: Date, reach: Reach = EVERYTHING): Promise<Found> {
  const { overAt, openedAt, acknowledgedAt, mutedUntil, maintenance, edition } = incidents
  const critical = isCriticalIn(reach)
  const at = now.toISOString()
  const open = sql`${overAt} is null`
  // Of one that goes on for others alone nobody here is called.
  const waiting = sql`${open} and ${acknowledgedAt} is null and not ${maintenance} and ${stillHits(reach)}
    and (${mutedUntil} is null or ${mutedUntil} <= ${at}::timestamptz)`
  const [[row], [messages]] = await Promise.all([
    db
      .select({
        open: sql<number>`(count(*) filter (where ${open}))::int`,
        openCritical: sql<number>`(count(*) filter (where ${open} and ${critical}))::int`,
        waiting: sql<number>`(count(*) filter (where ${waiting}))::int`,
        critical: sql<number>`(count(*) filter (where ${waiting} and ${critical}))::int`,
        edition: sql<string>`concat_ws('.', count(*), coalesce(sum(${edition}), 0), max(${openedAt}))`,
      })
      .from(incidents)
      .where(
        and(
          or(isNull(overAt), gt(overAt, new Date(now.getTime() - DAY_MS))),
          incidentTouches(reach, sql`"incidents"."id"`),
        ),
      ),
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
