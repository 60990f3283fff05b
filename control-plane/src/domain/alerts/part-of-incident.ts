import { messageOf } from '@cashbacktv/contract'
import { hitsItsChannels } from './cause-of.ts'
import type { ShownIncident, StoredAlert, StoredIncident } from './incident-view.ts'
import { sayIncident } from './say-incident.ts'
import { healingOf } from './settle-incident.ts'

/**
 * An incident as it is told to somebody who reaches only some of the channels that it hits, by
 * those of its alerts that they may see: what it says, counts and dates is of these. It stays one
 * incident, which is over once all of it is; what people write into it may speak of any channel.
 * A machine hits all that it carries: `carriedOn` says of how many that they reach.
 */
export function partOfIncident(
  row: StoredIncident,
  own: readonly StoredAlert[],
  carriedOn: (hostId: string) => number,
): ShownIncident {
  const raised = own.filter(({ clearedAt }) => clearedAt === null)
  const channelsOf = (alerts: readonly StoredAlert[]) => countChannels(alerts, carriedOn)
  const isOver = row.overAt !== null
  const isWell = !isOver && raised.length === 0
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
    wellSince: isWell ? latest(instants(({ clearedAt }) => clearedAt)) : null,
    overAt: row.overAt && (latest(instants(({ clearedAt }) => clearedAt)) ?? row.overAt),
    healing: row.healing && healingOf(own),
    channels: channelsOf(raised),
    channelsEver,
    viewers: null,
    partial: true,
    acknowledgedBy: null,
    acknowledgedNote: null,
  }
}

function countChannels(
  alerts: readonly StoredAlert[],
  carriedOn: (hostId: string) => number,
): number {
  const ofChannels = alerts.filter(({ subjectKind }) => subjectKind === 'channel')
  const hosts = alerts.filter(({ subjectKind, rule }) => {
    return subjectKind === 'host' && hitsItsChannels(rule)
  })
  const carried = hosts.map(({ subjectId }) => carriedOn(subjectId))
  return Math.max(new Set(ofChannels.map(({ subjectId }) => subjectId)).size, ...carried)
}

function earliest(instants: readonly number[]): Date | null {
  return instants.length > 0 ? new Date(instants.reduce((a, b) => Math.min(a, b))) : null
}

function latest(instants: readonly number[]): Date | null {
  return instants.length > 0 ? new Date(instants.reduce((a, b) => Math.max(a, b))) : null
}
