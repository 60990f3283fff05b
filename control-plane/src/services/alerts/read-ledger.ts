import type { IncidentId } from '@cashbacktv/contract'
import {
  alerts,
  alertTargets,
  type Db,
  deliveries,
  incidents,
  maintenanceWindows,
} from '@cashbacktv/db'
import { and, count, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { StoredAlert, StoredIncident } from '../../domain/alerts/incident-view.ts'
import { byIncident, FLAP_WINDOW_MS, type Ledger } from '../../domain/alerts/ledger.ts'
import { isKnownIncident } from './known-kinds.ts'

/** Rows that are read at once: what is made of them is made in one turn. */
const AT_ONCE = 250

/**
 * What is stored of open incidents, and of who is told. An incident is another edition whenever
 * something of it changes: alerts of those that are as they were `before` are not read again.
 */
export async function readLedger(db: Db, now: Date, before: Ledger | null): Promise<Ledger> {
  const [rows, over, targets, windows] = await Promise.all([
    readOpen(db),
    readOverLately(db, now),
    db.select({ id: alertTargets.id, settings: alertTargets.settings }).from(alertTargets),
    db.select().from(maintenanceWindows).where(gt(maintenanceWindows.endsAt, now)),
  ])
  const known = new Map(before?.open.map((one) => [one.row.id, one]))
  const isKnown = ({ id, edition }: StoredIncident) => known.get(id)?.row.edition === edition
  const ids = rows.filter((row) => !isKnown(row)).map(({ id }) => id)
  const [raised, hit, told] = await Promise.all([
    inParts(ids, (part) => readRaised(db, part)),
    inParts(ids, (part) => readHit(db, part)),
    inParts(
      rows.map(({ id }) => id),
      (part) => readTold(db, part),
    ),
  ])
  const [ofAlerts, ofHits] = [byIncident(raised), new Map(hit.map((one) => [one.incidentId, one]))]
  return {
    open: rows.map((row) => {
      const { id } = row
      const same = isKnown(row) ? known.get(id) : undefined
      const channelIds = same?.channelIds ?? new Set(ofHits.get(id)?.channelIds.split(' '))
      return { row, raised: same?.raised ?? ofAlerts.get(id) ?? [], channelIds }
    }),
    overLately: over,
    targets: targets.map(({ id, settings }) => ({ id, ...settings })),
    told,
    windows,
  }
}

function readOpen(db: Db): Promise<StoredIncident[]> {
  const { overAt, key } = incidents
  return inPages((after) =>
    db
      .select()
      .from(incidents)
      .where(and(isNull(overAt), isKnownIncident(), after && gt(key, after.key)))
      // Of the open ones each has its own.
      .orderBy(key)
      .limit(AT_ONCE),
  )
}

/** By the cause, whatever number the key has behind it. */
async function readOverLately(db: Db, now: Date): Promise<Map<string, number>> {
  const key = sql<string>`split_part(${incidents.key}, '#', 1)`
  const rows = await db
    .select({ key, count: count() })
    .from(incidents)
    .where(gt(incidents.overAt, new Date(now.getTime() - FLAP_WINDOW_MS)))
    .groupBy(key)
  return new Map(rows.map(({ key, count }) => [key, count]))
}

function readRaised(db: Db, ids: IncidentId[]): Promise<StoredAlert[]> {
  const { incidentId, clearedAt, id } = alerts
  return inPages((after) =>
    db
      .select()
      .from(alerts)
      .where(and(inArray(incidentId, ids), isNull(clearedAt), after && gt(id, after.id)))
      .orderBy(id)
      .limit(AT_ONCE),
  )
}

/** Every channel that each of them has ever hit, in one text: thousands of rows take ten times as long. */
function readHit(db: Db, ids: IncidentId[]) {
  const { incidentId, subjectKind, subjectId } = alerts
  const channelIds = sql<string>`string_agg(distinct ${subjectId}::text, ' ')`
  return db
    .select({ incidentId, channelIds })
    .from(alerts)
    .where(and(inArray(incidentId, ids), eq(subjectKind, 'channel')))
    .groupBy(incidentId)
}

async function readTold(db: Db, ids: IncidentId[]) {
  const { incidentId, targetId, news, severity, state } = deliveries
  const rows = await db
    .select({ incidentId, targetId, news, severity, state })
    .from(deliveries)
    .where(inArray(incidentId, ids))
  return rows.flatMap(({ targetId, ...told }) => (targetId ? [{ ...told, targetId }] : []))
}

/** All rows of a query, page after page; `after` is the last of the page before. */
async function inPages<T>(read: (after: T | undefined) => PromiseLike<T[]>): Promise<T[]> {
  const rows: T[] = []
  for (;;) {
    const page = await read(rows.at(-1))
    for (const row of page) rows.push(row)
    if (page.length < AT_ONCE) return rows
  }
}

async function inParts<T>(
  ids: readonly IncidentId[],
  read: (part: IncidentId[]) => PromiseLike<T[]>,
): Promise<T[]> {
  const rows: T[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    for (const row of await read(ids.slice(from, from + AT_ONCE))) rows.push(row)
  }
  return rows
}
