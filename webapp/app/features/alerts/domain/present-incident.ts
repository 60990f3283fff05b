import type { AlertView, IncidentSummary } from '@cashbacktv/contract'

/** Whether it wants a person: nobody has it in hand, it is not muted, not in a maintenance window, and what is seen of it is not well. */
export function wantsPerson(incident: IncidentSummary, nowMs: number): boolean {
  const { state, acknowledged, mutedUntil, maintenance, wellSince } = incident
  const isHit = state === 'open' && wellSince === null
  return isHit && acknowledged === null && !isMuted(mutedUntil, nowMs) && !maintenance
}

export function isMuted(mutedUntil: string | null, nowMs: number): boolean {
  return mutedUntil !== null && Date.parse(mutedUntil) > nowMs
}

/** How many want a person, of the critical ones alone where that is asked. */
export function countWaiting(
  incidents: readonly IncidentSummary[],
  nowMs: number,
  isCritical = false,
): number {
  return incidents.filter(
    (one) => wantsPerson(one, nowMs) && (!isCritical || one.severity === 'critical'),
  ).length
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

/** How many channels and hosts an incident has hit, and how many of these are well again. */
export function countWell(alerts: readonly AlertView[]): { all: number; well: number } {
  const all = new Set<string>(alerts.map(({ subject }) => subject.id))
  const hit = new Set<string>()
  for (const { subject, clearedAt } of alerts) if (clearedAt === null) hit.add(subject.id)
  return { all: all.size, well: all.size - hit.size }
}
