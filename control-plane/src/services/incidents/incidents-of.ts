import type { ActivityEntry, ActivityIncident, IncidentId } from '@cashbacktv/contract'
import { alerts, type Db, incidents } from '@cashbacktv/db'
import { and, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Reach } from '../../domain/accounts/reach.ts'
import { activityIncident } from '../../domain/alerts/activity-incident.ts'
import {
  BEFORE_INCIDENT_MS,
  type StoredAlert,
  type StoredIncident,
} from '../../domain/alerts/incident-view.ts'
import { isKnownIncident } from '../alerts/known-kinds.ts'
import { incidentTouches, ofReach } from '../groups/in-reach.ts'
import { partsInReach } from './parts-in-reach.ts'

/** Alerts that are looked through for one page of activity, the newest of them. */
const MOST_ALERTS = 2000

/** The incidents that any of these entries may belong to, newest first. */
export async function incidentsOf(
  db: Db,
  entries: readonly Pick<ActivityEntry, 'at' | 'channelId' | 'hostId'>[],
  reach: Reach,
): Promise<ActivityIncident[]> {
  const subjects = new Set(entries.flatMap(({ channelId, hostId }) => [channelId, hostId]))
  const ids = [...subjects].filter((id) => id !== null)
  const times = entries.map(({ at }) => Date.parse(at))
  if (ids.length === 0) return []
  const last = new Date(Math.max(...times) + BEFORE_INCIDENT_MS)
  const rows = await db
    .select({ alert: alerts, incident: incidents })
    .from(alerts)
    .innerJoin(incidents, eq(incidents.id, alerts.incidentId))
    .where(
      and(
        inArray(alerts.subjectId, ids),
        incidentTouches(reach, incidents.id),
        isKnownIncident(),
        ofReach(reach, alerts.subjectId),
        lte(alerts.since, last),
        or(isNull(alerts.clearedAt), gte(alerts.clearedAt, new Date(Math.min(...times)))),
      ),
    )
    .orderBy(desc(incidents.openedAt), desc(incidents.id), desc(alerts.raisedAt))
    .limit(MOST_ALERTS)
  const found = new Map<IncidentId, { incident: StoredIncident; alerts: StoredAlert[] }>()
  for (const { alert, incident } of rows) {
    const known = found.get(incident.id)
    if (known) known.alerts.push(alert)
    else found.set(incident.id, { incident, alerts: [alert] })
  }
  const all = [...found.values()]
  const shown = await partsInReach(
    db,
    all.map(({ incident }) => incident),
    reach,
  )
  const alertsOf = (id: IncidentId) => found.get(id)?.alerts ?? []
  return shown.map((incident) => activityIncident(incident, alertsOf(incident.id)))
}
