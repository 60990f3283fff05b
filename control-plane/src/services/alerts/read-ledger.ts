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

/** What is stored of open incidents, and of who is told. */
export async function readLedger(db: Db, now: Date): Promise<Ledger> {
  const [rows, over, targets, windows] = await Promise.all([
    db.select().from(incidents).where(isNull(incidents.overAt)),
    readOverLately(db, now),
    db.select({ id: alertTargets.id, settings: alertTargets.settings }).from(alertTargets),
    db.select().from(maintenanceWindows).where(gt(maintenanceWindows.endsAt, now)),
  ])
  const ids = rows.map(({ id }) => id)
  const [raised, hit, told] =
    ids.length === 0
      ? [[], [], []]
      : await Promise.all([readRaised(db, ids), readHit(db, ids), readTold(db, ids)])
  return {
    open: openOf(rows, raised, hit),
    overLately: over,
    targets: targets.map(({ id, settings }) => ({ id, ...settings })),
    ...{ told, windows },
  }
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
  return db
    .select()
    .from(alerts)
    .where(and(inArray(alerts.incidentId, ids), isNull(alerts.clearedAt)))
}

type Hit = { incidentId: IncidentId; channelId: string }

function readHit(db: Db, ids: IncidentId[]): Promise<Hit[]> {
  const { incidentId, subjectKind, subjectId } = alerts
  return db
    .selectDistinct({ incidentId, channelId: subjectId })
    .from(alerts)
    .where(and(inArray(incidentId, ids), eq(subjectKind, 'channel')))
}

async function readTold(db: Db, ids: IncidentId[]) {
  const { incidentId, targetId, news, severity, state } = deliveries
  const rows = await db
    .select({ incidentId, targetId, news, severity, state })
    .from(deliveries)
    .where(inArray(incidentId, ids))
  return rows.flatMap(({ targetId, ...told }) => (targetId ? [{ ...told, targetId }] : []))
}

function openOf(
  rows: readonly StoredIncident[],
  raised: readonly StoredAlert[],
  hit: readonly Hit[],
): Ledger['open'] {
  const [ofAlerts, ofHits] = [byIncident(raised), byIncident(hit)]
  return rows.map((row) => ({
    row,
    raised: ofAlerts.get(row.id) ?? [],
    channelIds: new Set(ofHits.get(row.id)?.map(({ channelId }) => channelId)),
  }))
}
