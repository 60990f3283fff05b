import { messageOf } from '@cashbacktv/contract'
import type { ShownIncident, StoredAlert, StoredIncident } from './incident-view.ts'
import { sayIncident } from './say-incident.ts'
import { healingOf } from './settle-incident.ts'

/**
 * An incident as it is told to somebody who reaches only some of the channels that it hits, by
 * those of its alerts that they may see: what it says, counts and dates is of these. It stays one
 * incident, which is over once all of it is; what people write into it may speak of any channel.
 */
export function partOfIncident(row: StoredIncident, own: readonly StoredAlert[]): ShownIncident {
  const raised = own.filter(({ clearedAt }) => clearedAt === null)
  const isOver = row.overAt !== null
  const named = isOver && raised.length === 0 ? own : raised
  const channelsEver = channelsOf(own)
  const instants = (of: (alert: StoredAlert) => Date | null) => {
    return own.flatMap((alert) => of(alert)?.getTime() ?? [])
  }
  return {
    ...row,
    said:
      named.length > 0 ? sayIncident(row.cause, named, channelsEver) : messageOf('incident-quiet'),
    severity: own.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning',
    since: earliest(instants(({ since }) => since)) ?? row.since,
    openedAt: earliest(instants(({ raisedAt }) => raisedAt)) ?? row.openedAt,
    overAt: row.overAt && (latest(instants(({ clearedAt }) => clearedAt)) ?? row.overAt),
    healing: row.healing && healingOf(own),
    channels: channelsOf(raised),
    channelsEver,
    viewers: null,
    partial: true,
    ...{ acknowledgedBy: null, acknowledgedNote: null },
  }
}

function channelsOf(alerts: readonly StoredAlert[]): number {
  const ofChannels = alerts.filter(({ subjectKind }) => subjectKind === 'channel')
  return new Set(ofChannels.map(({ subjectId }) => subjectId)).size
}

function earliest(instants: readonly number[]): Date | null {
  return instants.length > 0 ? new Date(instants.reduce((a, b) => Math.min(a, b))) : null
}

function latest(instants: readonly number[]): Date | null {
  return instants.length > 0 ? new Date(instants.reduce((a, b) => Math.max(a, b))) : null
}
