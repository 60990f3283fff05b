import {
  ChannelId,
  type HostEventKind,
  type IncidentEntry,
  type IncidentId,
  type IncidentView,
  TIMELINE_KINDS,
} from '@cashbacktv/contract'
import { alerts, type Db, deliveries, events, incidentEntries } from '@cashbacktv/db'
import { and, asc, desc, eq, gte, inArray, lte } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { deliveryView } from '../../domain/alerts/delivery-view.ts'
import {
  alertView,
  BEFORE_INCIDENT_MS,
  incidentSummary,
  type StoredAlert,
  type StoredIncident,
} from '../../domain/alerts/incident-view.ts'
import { briefEntry } from '../events/brief-entry.ts'
import { eventView } from '../events/list.ts'
import { requireIncident } from './read-incidents.ts'

const MOST_EVENTS = 200
/** What hosts do about a failure. */
const TOLD_KINDS: readonly HostEventKind[] = [
  ...TIMELINE_KINDS.sources,
  ...TIMELINE_KINDS.slate,
  ...(['run-started', 'run-exited', 'first-segment', 'stalled', 'gave-up', 'refused'] as const),
]

/** One incident with its alerts, its timeline and what was told. @throws DomainError `not_found` */
export async function getIncident(
  { db, now, actor }: Pick<ServiceContext, 'db' | 'now' | 'actor'>,
  { id }: { id: IncidentId },
): Promise<IncidentView> {
  const row = await requireIncident({ db, actor }, id)
  const [ofIncident, entries, told] = await Promise.all([
    db.select().from(alerts).where(eq(alerts.incidentId, id)).orderBy(asc(alerts.raisedAt)),
    db
      .select()
      .from(incidentEntries)
      .where(eq(incidentEntries.incidentId, id))
      .orderBy(asc(incidentEntries.number)),
    db
      .select()
      .from(deliveries)
      .where(eq(deliveries.incidentId, id))
      .orderBy(asc(deliveries.createdAt)),
  ])
  const happened = await readHappened(db, row, ofIncident)
  const written = entries.map(({ number, at, entry }): IncidentEntry => {
    return { ...entry, id: String(number), at: at.toISOString() }
  })
  const sent = told.flatMap(({ id, state, settledAt, targetName, news }): IncidentEntry[] => {
    if (state !== 'sent' || settledAt === null) return []
    return [{ kind: 'told', id, at: settledAt.toISOString(), target: targetName, news }]
  })
  return {
    ...incidentSummary(row, now()),
    alerts: ofIncident.map(alertView),
    timeline: [...happened, ...written, ...sent].sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at),
    ),
    deliveries: told.map(deliveryView),
  }
}

/** The newest of what hosts said of its channels meanwhile. */
async function readHappened(
  db: Db,
  { since, overAt }: StoredIncident,
  ofIncident: readonly StoredAlert[],
): Promise<IncidentEntry[]> {
  const channelIds = ofIncident.flatMap(({ subjectKind, subjectId }) => {
    return subjectKind === 'channel' ? [ChannelId.parse(subjectId)] : []
  })
  if (channelIds.length === 0) return []
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        inArray(events.channelId, [...new Set(channelIds)]),
        inArray(events.kind, [...TOLD_KINDS]),
        gte(events.at, new Date(since.getTime() - BEFORE_INCIDENT_MS)),
        overAt ? lte(events.at, overAt) : undefined,
      ),
    )
    .orderBy(desc(events.at))
    .limit(MOST_EVENTS)
  return rows.map((event) => ({
    kind: 'happened',
    ...{ id: event.id, at: event.at.toISOString(), event: briefEntry(eventView(event)) },
  }))
}
