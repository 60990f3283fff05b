import type { IncidentSummary } from '@cashbacktv/contract'

/** Whether it wants a person: nobody has it in hand, it is not muted and not in a maintenance window. */
export function wantsPerson(incident: IncidentSummary, nowMs: number): boolean {
  const { state, acknowledged, mutedUntil, maintenance } = incident
  const isMuted = mutedUntil !== null && Date.parse(mutedUntil) > nowMs
  return state === 'open' && acknowledged === null && !isMuted && !maintenance
}

/** What wants a person first, critical before warnings, the newest first among equals. */
export function sortOpen(incidents: readonly IncidentSummary[], nowMs: number): IncidentSummary[] {
  const rank = (one: IncidentSummary) =>
    (wantsPerson(one, nowMs) ? 2 : 0) + (one.severity === 'critical' ? 1 : 0)
  return incidents.toSorted(
    (a, b) => rank(b) - rank(a) || Date.parse(b.openedAt) - Date.parse(a.openedAt),
  )
}

/** How long an incident that is over lasted, in milliseconds. */
export function lastedMs({
  since,
  overAt,
}: Pick<IncidentSummary, 'since' | 'overAt'>): number | null {
  return overAt === null ? null : Math.max(0, Date.parse(overAt) - Date.parse(since))
}
