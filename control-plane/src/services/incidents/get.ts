import {
  ChannelId,
  type HostEventKind,
  type IncidentEntry,
  type IncidentId,
  type IncidentView,
  TIMELINE_KINDS,
} from '@cashbacktv/contract'
import { type Db, deliveries, events, incidentEntries } from '@cashbacktv/db'
import { and, asc, desc, eq, gte, inArray, lte } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { deliveryView } from '../../domain/alerts/delivery-view.ts'
import {
  alertView,
  BEFORE_INCIDENT_MS,
  incidentSummary,
  type ShownIncident,
  type StoredAlert,
} from '../../domain/alerts/incident-view.ts'
import { viewersOfRaised } from '../../domain/alerts/see-fleet.ts'
import { isKnownDelivery, knownEntries } from '../alerts/known-kinds.ts'
import { briefEntry } from '../events/brief-entry.ts'
import { eventView } from '../events/list.ts'
import { seenInReach } from './parts-in-reach.ts'
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
  { db, now, actor, view }: Pick<ServiceContext, 'db' | 'now' | 'actor' | 'view'>,
  { id }: { id: IncidentId },
): Promise<IncidentView> {
  const reach = reachOf(actor)
  const row = await requireIncident({ db, actor }, id)
  const [seen, entries, told] = await Promise.all([
    seenInReach(db, row, reach),
    db
      .select()
      .from(incidentEntries)
      .where(eq(incidentEntries.incidentId, id))
      .orderBy(asc(incidentEntries.number)),
    db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.incidentId, id), isKnownDelivery()))
      .orderBy(asc(deliveries.createdAt)),
  ])
  const { incident, alerts } = seen
  const isWhole = incident.partial !== true
  const happened = await readHappened(db, incident, alerts)
  const all = entries.map(({ number, at, entry }): IncidentEntry => {
    return { ...entry, id: String(number), at: at.toISOString() }
  })
  const written = knownEntries(all)
  const ids = new Set<string>(alerts.map(({ subjectId }) => subjectId))
  const entered = isWhole ? written : written.flatMap((entry) => entryOfPart(entry, ids) ?? [])
  const sent = (isWhole ? told : []).flatMap(
    ({ id, state, settledAt, targetName, news }): IncidentEntry[] => {
      if (state !== 'sent' || settledAt === null) return []
      return [{ kind: 'told', id, at: settledAt.toISOString(), target: targetName, news }]
    },
  )
  const wellSince = wellSinces(entered)
  return {
    ...incidentSummary(incident, now()),
    viewersNow: viewersOfRaised(alerts, await view.fresh(), reach),
    alerts: alerts.map((alert) => ({ ...alertView(alert), wellSince: wellSince(alert) })),
    timeline: [...happened, ...entered, ...sent].sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at),
    ),
    deliveries: isWhole ? told.map(deliveryView) : [],
  }
}

/** By the alert and when it was over: since when it has been well. */
function wellSinces(entries: readonly IncidentEntry[]): (alert: StoredAlert) => string | null {
  const keyOf = (rule: string, subjectId: string, at: string) => `${rule} ${subjectId} ${at}`
  const known = new Map(
    entries.flatMap((one): [string, string][] => {
      if (one.kind !== 'cleared' || one.wellSince === undefined) return []
      return [[keyOf(one.rule, one.subject.id, one.at), one.wellSince]]
    }),
  )
  return ({ rule, subjectId, clearedAt }) => {
    return (clearedAt && known.get(keyOf(rule, subjectId, clearedAt.toISOString()))) ?? null
  }
}

/** Of a part what happened to it; whoever wrote into the incident may have named any channel. */
function entryOfPart(entry: IncidentEntry, ids: ReadonlySet<string>): IncidentEntry | null {
  switch (entry.kind) {
    case 'raised':
    case 'cleared':
      return ids.has(entry.subject.id) ? entry : null
    case 'acknowledged':
      return { ...entry, by: null, note: '' }
    case 'unacknowledged':
    case 'muted':
    case 'unmuted':
      return { ...entry, by: null }
    case 'over':
    case 'flapping':
      return entry
    case 'told':
    case 'happened':
      return null
  }
}

/** The newest of what hosts said of its channels meanwhile. */
async function readHappened(
  db: Db,
  { since, overAt }: ShownIncident,
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
    id: event.id,
    at: event.at.toISOString(),
    event: briefEntry(eventView(event)),
  }))
}
