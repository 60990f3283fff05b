import type { IncidentId, IncidentSummary, MuteIncidentInput } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { changeIncident } from './change-incident.ts'

/** For so long nobody is told anything new of it, but that it is over. */
export function muteIncident(
  ctx: ServiceContext,
  { id, minutes }: MuteIncidentInput,
): Promise<IncidentSummary> {
  return changeIncident(ctx, id, (row, by) => {
    const until = new Date(ctx.now().getTime() + minutes * 60_000)
    return {
      deed: {
        action: 'incident.mute',
        subjectType: 'incident',
        detail: { cause: row.cause, until: until.toISOString() },
      },
      change: { mutedUntil: until },
      entry: { kind: 'muted', by, until: until.toISOString() },
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
      deed: {
        action: 'incident.unmute',
        subjectType: 'incident',
        detail: { cause: row.cause },
      },
      change: { mutedUntil: null },
      entry: { kind: 'unmuted', by },
    }
  })
}
