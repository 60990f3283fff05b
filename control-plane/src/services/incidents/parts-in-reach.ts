import type { IncidentId } from '@cashbacktv/contract'
import { alerts, type Db } from '@cashbacktv/db'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Reach } from '../../domain/accounts/reach.ts'
import type {
  ShownIncident,
  StoredAlert,
  StoredIncident,
} from '../../domain/alerts/incident-view.ts'
import { byIncident } from '../../domain/alerts/ledger.ts'
import { partOfIncident } from '../../domain/alerts/part-of-incident.ts'
import { countCarried, ofReach } from '../groups/in-reach.ts'

/** An incident as somebody sees it, with those of its alerts that they may see, by when they were raised. */
export type SeenIncident = { incident: ShownIncident; alerts: StoredAlert[] }

/** One incident as it is seen from a reach. */
export async function seenInReach(
  db: Db,
  row: StoredIncident,
  reach: Reach,
): Promise<SeenIncident> {
  const all = await readAlerts(db, [row.id], reach)
  return seenOf(row, all, reach, await readCarried(db, all, reach))
}

/** Incidents as they are seen from a reach; where all is reached nothing more is read. */
export async function partsInReach(
  db: Db,
  rows: readonly StoredIncident[],
  reach: Reach,
): Promise<ShownIncident[]> {
  if (reach.kind === 'all' || rows.length === 0) return [...rows]
  const all = await readAlerts(
    db,
    rows.map(({ id }) => id),
    reach,
  )
  const ofIncidents = byIncident(all)
  const carriedOn = await readCarried(db, all, reach)
  return rows.map((row) => seenOf(row, ofIncidents.get(row.id) ?? [], reach, carriedOn).incident)
}

type Judged = StoredAlert & { isOwn: boolean }

async function readAlerts(db: Db, ids: IncidentId[], reach: Reach): Promise<Judged[]> {
  const isOfOwn = and(eq(alerts.subjectKind, 'channel'), ofReach(reach, alerts.subjectId))
  const isOwn = reach.kind === 'all' ? sql<boolean>`true` : sql<boolean>`(${isOfOwn})`
  const rows = await db
    .select({ alert: alerts, isOwn })
    .from(alerts)
    .where(inArray(alerts.incidentId, ids))
    .orderBy(asc(alerts.raisedAt))
  return rows.map(({ alert, isOwn }) => ({ ...alert, isOwn }))
}

async function readCarried(db: Db, all: readonly Judged[], reach: Reach) {
  const hosts = reach.kind === 'all' ? [] : all.filter(({ subjectKind }) => subjectKind === 'host')
  const ids = new Set(hosts.flatMap(({ hostId }) => hostId ?? []))
  const counts = await countCarried(db, reach, [...ids])
  return (hostId: string) => counts.get(hostId) ?? 0
}

/** How a host is, everybody sees: its alerts are told with those of channels in reach. */
function seenOf(
  row: StoredIncident,
  all: readonly Judged[],
  reach: Reach,
  carriedOn: (hostId: string) => number,
): SeenIncident {
  const isWhole = reach.kind === 'all' || all.every(({ isOwn }) => isOwn)
  const seen = all
    .filter(({ isOwn, subjectKind }) => isOwn || subjectKind === 'host')
    .map(({ isOwn: _isOwn, ...alert }): StoredAlert => alert)
  return isWhole
    ? { incident: row, alerts: seen }
    : { incident: partOfIncident(row, seen, carriedOn), alerts: seen }
}
