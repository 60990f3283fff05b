import type { ActivityIncident } from '@cashbacktv/contract'
import {
  BEFORE_INCIDENT_MS,
  type ShownIncident,
  type StoredAlert,
  subjectOf,
  told,
} from './incident-view.ts'

/** An incident as feeds of activity group by it, with those of its alerts that are given. */
export function activityIncident(
  { id, said, severity, since, overAt }: ShownIncident,
  alerts: readonly StoredAlert[],
): ActivityIncident {
  return {
    id,
    severity,
    said: told(said),
    since: since.toISOString(),
    overAt: overAt?.toISOString() ?? null,
    subjects: alerts.map((alert) => ({
      ...subjectOf(alert),
      from: new Date(alert.since.getTime() - BEFORE_INCIDENT_MS).toISOString(),
      until: alert.clearedAt?.toISOString() ?? null,
    })),
  }
}
