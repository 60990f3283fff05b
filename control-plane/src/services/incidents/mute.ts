import type { IncidentId, IncidentSummary, MuteIncidentInput } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { changeIncident } from './change-incident.ts'

/** For so long nobody is told anything new of it, but that it is over. */
export function muteIncident(
  ctx: ServiceContext,
  { id, minutes }: MuteIncidentInput,
): Promise<IncidentSummary> {
  return changeIncident(ctx, id, (_row, by) => {
    const until = new Date(ctx.now().getTime() + minutes * 60_000)
    return {
      action: 'incident.mute',
      change: { mutedUntil: until },
      entry: { kind: 'muted', by, until: until.toISOString() },
      detail: { until: until.toISOString() },
    }
  })
}

export function unmuteIncident(
  ctx: ServiceContext,
  { id }: { id: IncidentId },
): Promise<IncidentSummary> {
  return changeIncident(ctx, id, (row, by) => {
    if (!row.mutedUntil || row.mutedUntil <= ctx.now()) return null
    return {
      action: 'incident.unmute',
      change: { mutedUntil: null },
      entry: { kind: 'unmuted', by },
    }
  })
}
