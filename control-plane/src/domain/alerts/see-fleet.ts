import type { ChannelId, ChannelObservation, HostId, Severity } from '@cashbacktv/contract'
import { mayReach, type Reach } from '../accounts/reach.ts'
import type { ChannelEntry, ChannelFacts, Fleet } from '../fleet/fleet.ts'
import { type Circumstances, causesOf, hitsItsChannels } from './cause-of.ts'
import { type Condition, type Conditions, findRaised, raisedOf } from './condition.ts'
import { type Acts, endingOf } from './ending-of.ts'
import type { StoredAlert } from './incident-view.ts'
import type { Seen, SeenAlert } from './plan-incidents.ts'
import type { RuleInForce } from './rules-in-force.ts'

/** What a plan of incidents is made of, from the fleet and what is raised in it. */
export function seeFleet(
  conditions: Conditions,
  rules: readonly RuleInForce[],
  fleet: Fleet,
  acts: Acts,
): Seen {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const viewersOf = (id: string) => entryOf(fleet, id)?.pulse.viewers ?? 0
  return {
    raised: () => raisedOf(conditions),
    find: (alert) => findRaised(conditions, alert),
    alertOf(condition) {
      const rule = byId.get(condition.rule)
      return (
        rule && seenAlert(condition, rule.severity, circumstancesOf(condition, conditions, fleet))
      )
    },
    viewersOf,
    groupOf: (id) => entryOf(fleet, id)?.facts.groupId ?? null,
    wellForMs: ({ rule }) => (rules.find(({ id }) => id === rule)?.clearAfterSeconds ?? 0) * 1000,
    endingOf: (alert) => endingOf(alert, byId, fleet, acts),
    channelsOn(hostId) {
      const wanted = wantedOn(fleet, hostId)
      const viewers = wanted.reduce((sum, { pulse }) => sum + pulse.viewers, 0)
      return { count: wanted.length, viewers }
    },
    carries: (hostId, reach) => wantedOn(fleet, hostId).some(({ facts }) => mayReach(reach, facts)),
  }
}

function seenAlert(condition: Condition, severity: Severity, known: Circumstances): SeenAlert {
  const { rule, subject, hostId, reason, since, raisedAt } = condition
  return {
    rule,
    severity,
    hostId,
    reason,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectName: subject.name,
    since: new Date(since),
    raisedAt: new Date(raisedAt ?? since),
    causes: causesOf(condition, known),
  }
}

function circumstancesOf(
  { subject, hostId }: Condition,
  { bySubject }: Conditions,
  fleet: Fleet,
): Circumstances {
  const entry = subject.kind === 'channel' ? fleet.channels.get(subject.id) : undefined
  const host = hostId && fleet.hosts.get(hostId)
  const servers = entry?.facts.sources.flatMap(({ server }) => server ?? []) ?? []
  const seen = hostId && entry && fleet.state.get(hostId)?.observations.get(entry.facts.id)
  return {
    health: entry?.pulse.health ?? null,
    reason: entry?.pulse.reason ?? null,
    upstreams: [...new Set(servers)],
    destinations: entry ? failingDestinations(entry.facts, seen || null) : [],
    host: host ? { id: host.facts.id, name: host.facts.name } : null,
    cpuIsFull: hostId !== null && bySubject.get(hostId)?.has('host-cpu-full') === true,
  }
}

function failingDestinations(
  { restreams }: Pick<ChannelFacts, 'restreams'>,
  seen: Pick<ChannelObservation, 'restreams'> | null,
): string[] {
  const failing = (seen?.restreams ?? []).flatMap(({ id, state }) =>
    state === 'failing' ? id : [],
  )
  const servers = restreams.flatMap(({ id, server }) => (failing.includes(id) && server) || [])
  return [...new Set(servers)]
}

/** Viewers, in a reach, of what these alerts hit now. */
export function viewersOfRaised(
  alerts: readonly StoredAlert[],
  fleet: Fleet,
  reach: Reach,
): number {
  const hit = new Set<ChannelEntry>()
  for (const { rule, subjectKind, subjectId, clearedAt } of alerts) {
    if (clearedAt !== null) continue
    const own = subjectKind === 'channel' ? [entryOf(fleet, subjectId)] : wantedOn(fleet, subjectId)
    if (subjectKind === 'host' && !hitsItsChannels(rule)) continue
    for (const entry of own) if (entry && mayReach(reach, entry.facts)) hit.add(entry)
  }
  let viewers = 0
  for (const { pulse } of hit) viewers += pulse.viewers
  return viewers
}

function wantedOn(fleet: Fleet, hostId: string): ChannelEntry[] {
  return [...(hostEntryOf(fleet, hostId)?.channels ?? [])].flatMap((id) => {
    const entry = entryOf(fleet, id)
    return entry && entry.pulse.health.level !== 'off' ? entry : []
  })
}

function entryOf({ channels }: Fleet, id: string) {
  return channels.get(id as ChannelId)
}

function hostEntryOf({ hosts }: Fleet, id: string) {
  return hosts.get(id as HostId)
}
