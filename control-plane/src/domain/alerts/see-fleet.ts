import type { ChannelId, HostId, Severity } from '@cashbacktv/contract'
import type { Fleet } from '../fleet/fleet.ts'
import { type Circumstances, causesOf } from './cause-of.ts'
import { type Condition, type Conditions, conditionKey, raisedOf } from './condition.ts'
import { type Acts, endingOf } from './ending-of.ts'
import type { Seen, SeenAlert } from './plan-incidents.ts'
import type { RuleInForce } from './rules-in-force.ts'

/** What a plan of incidents is made of, from the fleet and what is raised in it. */
export function seeFleet(
  conditions: Conditions,
  rules: readonly RuleInForce[],
  fleet: Fleet,
  acts: Acts,
): Seen {
  const severities = new Map(rules.map(({ id, severity }) => [id, severity]))
  const raised = new Map<string, SeenAlert>()
  for (const condition of raisedOf(conditions)) {
    const severity = severities.get(condition.rule)
    if (!severity) continue
    const key = conditionKey(condition.rule, condition.subject.id)
    raised.set(
      key,
      seenAlert(condition, severity, () => circumstancesOf(condition, conditions, fleet)),
    )
  }
  const viewersOf = (id: string) => entryOf(fleet, id)?.pulse.viewers ?? 0
  return {
    raised,
    viewersOf,
    endingOf: (alert) => endingOf(alert, rules, fleet, acts),
    channelsOn(hostId) {
      const ids = [...(hostEntryOf(fleet, hostId)?.channels ?? [])].filter(
        (id) => entryOf(fleet, id)?.pulse.health.level !== 'off',
      )
      return { count: ids.length, viewers: ids.reduce((sum, id) => sum + viewersOf(id), 0) }
    },
  }
}

function seenAlert(
  condition: Condition,
  severity: Severity,
  known: () => Circumstances,
): SeenAlert {
  const { rule, subject, hostId, reason, since, raisedAt, wellSince } = condition
  return {
    ...{ rule, severity, hostId, reason },
    ...{ subjectKind: subject.kind, subjectId: subject.id, subjectName: subject.name },
    since: new Date(since),
    raisedAt: new Date(raisedAt ?? since),
    // Asked of new ones alone.
    causes: () => causesOf(condition, known()),
    holds: wellSince === null,
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
  return {
    health: entry?.pulse.health ?? null,
    reason: entry?.pulse.reason ?? null,
    upstreams: [...new Set(servers)],
    host: host ? { id: host.facts.id, name: host.facts.name } : null,
    cpuIsFull: hostId !== null && bySubject.get(hostId)?.has('host-cpu-full') === true,
  }
}

function entryOf({ channels }: Fleet, id: string) {
  return channels.get(id as ChannelId)
}

function hostEntryOf({ hosts }: Fleet, id: string) {
  return hosts.get(id as HostId)
}
