import {
  AlertSubject,
  type AlertView,
  type AnyMessage,
  ENGLISH,
  type Healing,
  type HostId,
  type IncidentCause,
  type IncidentId,
  type IncidentSummary,
  isAlertRuleId,
  type Reason,
  renderMessage,
  type Severity,
  type ToldMessage,
} from '@cashbacktv/contract'
import { sayAlert } from './say-alert.ts'

/** What came so shortly before an incident tells why. */
export const BEFORE_INCIDENT_MS = 60_000

/** An incident as it is stored. */
export type StoredIncident = {
  id: IncidentId
  key: string
  cause: IncidentCause
  said: AnyMessage
  severity: Severity
  flapping: boolean
  maintenance: boolean
  since: Date
  openedAt: Date
  tellFrom: Date
  lastRaisedAt: Date
  overAt: Date | null
  healing: Healing | null
  channels: number
  channelsEver: number
  viewers: number
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  acknowledgedNote: string | null
  mutedUntil: Date | null
  edition: number
}

/** An alert as it is stored. */
export type StoredAlert = {
  id: string
  incidentId: IncidentId
  rule: string
  severity: Severity
  subjectKind: 'channel' | 'host'
  subjectId: string
  subjectName: string
  hostId: HostId | null
  reason: Reason | null
  since: Date
  raisedAt: Date
  clearedAt: Date | null
  healing: Healing | null
}

/** An incident as it is shown: of the part of one that is in somebody's reach its viewers were not counted. */
export type ShownIncident = Omit<StoredIncident, 'viewers'> & {
  viewers: number | null
  partial?: true
  wellSince?: Date | null
}

export function incidentSummary(row: ShownIncident, now: Date): IncidentSummary {
  const { id, cause, severity, flapping, maintenance, healing, channels, channelsEver } = row
  const muted = row.mutedUntil !== null && row.mutedUntil > now ? row.mutedUntil : null
  return {
    id,
    cause,
    severity,
    flapping,
    maintenance,
    healing,
    channels,
    channelsEver,
    state: row.overAt === null ? 'open' : 'over',
    said: told(row.said),
    since: row.since.toISOString(),
    openedAt: row.openedAt.toISOString(),
    overAt: row.overAt?.toISOString() ?? null,
    viewers: row.viewers,
    partial: row.partial ?? false,
    wellSince: row.wellSince?.toISOString() ?? null,
    acknowledged: row.acknowledgedAt && {
      at: row.acknowledgedAt.toISOString(),
      by: row.acknowledgedBy,
      note: row.acknowledgedNote ?? '',
    },
    mutedUntil: muted?.toISOString() ?? null,
  }
}

/** Since when it is well again the timeline of its incident says. */
export function alertView(row: StoredAlert): Omit<AlertView, 'wellSince'> {
  return {
    id: row.id,
    rule: row.rule,
    severity: row.severity,
    healing: row.healing,
    subject: subjectOf(row),
    said: told(sayRule(row.rule, row.subjectName)),
    reason: row.reason && {
      code: row.reason.code,
      params: row.reason.params ?? {},
      message: row.reason.message,
    },
    since: row.since.toISOString(),
    raisedAt: row.raisedAt.toISOString(),
    clearedAt: row.clearedAt?.toISOString() ?? null,
  }
}

export function subjectOf(row: Pick<StoredAlert, 'subjectKind' | 'subjectId' | 'subjectName'>) {
  return AlertSubject.parse({ kind: row.subjectKind, id: row.subjectId, name: row.subjectName })
}

/** A rule of another version has no words here. */
export function sayRule(rule: string, name: string): AnyMessage {
  return isAlertRuleId(rule) ? sayAlert(rule, name) : { code: `alert-${rule}`, params: { name } }
}

export function told(message: AnyMessage): ToldMessage {
  const english = renderMessage(ENGLISH, message) ?? message.code
  return { code: message.code, params: message.params, message: english }
}
