import type { AcknowledgeIncidentInput, IncidentId, IncidentSummary } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { changeIncident } from './change-incident.ts'

/** Somebody has it in hand: it escalates no further. Another note replaces the one before. */
export function acknowledgeIncident(
  ctx: ServiceContext,
  { id, note }: AcknowledgeIncidentInput,
): Promise<IncidentSummary> {
  return changeIncident(ctx, id, (row, by) => {
    if (row.acknowledgedAt && row.acknowledgedBy === by && row.acknowledgedNote === note)
      return null
    return {
      action: 'incident.acknowledge',
      change: { acknowledgedAt: ctx.now(), acknowledgedBy: by, acknowledgedNote: note },
      entry: { kind: 'acknowledged', by, note },
      detail: { note },
    }
  })
}

export function unacknowledgeIncident(
  ctx: ServiceContext,
  { id }: { id: IncidentId },
): Promise<IncidentSummary> {
  return changeIncident(ctx, id, (row, by) => {
    if (!row.acknowledgedAt) return null
    return {
      action: 'incident.unacknowledge',
      change: { acknowledgedAt: null, acknowledgedBy: null, acknowledgedNote: null },
      entry: { kind: 'unacknowledged', by },
    }
  })
}
