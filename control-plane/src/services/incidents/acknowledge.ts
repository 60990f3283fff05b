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
      deed: {
        action: 'incident.acknowledge',
        subjectType: 'incident',
        detail: { cause: row.cause, note },
      },
      change: { acknowledgedAt: ctx.now(), acknowledgedBy: by, acknowledgedNote: note },
      entry: { kind: 'acknowledged', by, note },
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
      deed: {
        action: 'incident.unacknowledge',
        subjectType: 'incident',
        detail: { cause: row.cause },
      },
      change: { acknowledgedAt: null, acknowledgedBy: null, acknowledgedNote: null },
      entry: { kind: 'unacknowledged', by },
    }
  })
}
