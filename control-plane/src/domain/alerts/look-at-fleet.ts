import type { AlertSubject, ChannelMetric, Reason } from '@cashbacktv/contract'
import type { ChannelEntry, Fleet, HostEntry } from '../fleet/fleet.ts'
import { hostOf } from '../fleet/live-state.ts'
import { amountOf, CHANNEL_READERS } from '../metrics/channel-samples.ts'
import { HOST_READERS } from '../metrics/host-samples.ts'
import type { Condition, Conditions } from './condition.ts'
import type { RuleInForce } from './rules-in-force.ts'

/** What a subject is measured as; null is not known, and leaves everything as it was. */
type Reading = number | null
type Read = (rule: RuleInForce) => Reading
type Subject = {
  subject: AlertSubject
  hostId: Condition['hostId']
  /** As its host dates it, of a channel. */
  since: string | null
  reason: Reason | null
}

/**
 * One look at every host and channel: what begins to be so, has been so for long enough, or is over.
 * To be called each second. What cannot be known, of a silent host and its channels, stays as it was.
 */
export function lookAtFleet(
  conditions: Conditions,
  rules: readonly RuleInForce[],
  fleet: Fleet,
  at: Date,
): void {
  const enabled = rules.filter((rule) => rule.enabled)
  const ofHosts = enabled.filter(({ about }) => about.kind === 'host')
  const ofChannels = watchedMetrics(enabled)
  forgetRules(conditions, enabled)
  for (const entry of fleet.hosts.values()) lookAtHost(conditions, ofHosts, fleet, entry, at)
  for (const entry of fleet.channels.values()) {
    lookAtChannel(conditions, ofChannels, fleet, entry, at)
  }
  forgetGone(conditions, fleet)
  // What changes from now on is news for the next look.
  fleet.seq += 1
  conditions.lookedSeq = fleet.seq
}

function lookAtHost(
  conditions: Conditions,
  rules: readonly RuleInForce[],
  fleet: Fleet,
  entry: HostEntry,
  at: Date,
): void {
  const { id, name } = entry.facts
  const now = fleet.state.get(id)
  if (!now) return
  const host = { entry, now, at }
  const read: Read = ({ about }) => {
    if (about.kind !== 'host') return null
    const value = HOST_READERS[about.metric](host)
    if (about.metric === 'host_last_report_age_seconds') return heardAge(conditions, value, at)
    // Of a silent host nothing is known; of one that says less than another, nothing is wrong.
    if (value === null) return now.link === 'connected' ? Number.NaN : null
    if (!about.of) return value
    const whole = HOST_READERS[about.of](host)
    return whole === null || whole === 0 ? Number.NaN : value / whole
  }
  const of = { subject: { kind: 'host', id, name } as const, hostId: id, reason: null }
  look(conditions, rules, { ...of, since: null }, read, at.getTime())
}

/** An instance that has just come has not heard hosts that are well. */
function heardAge({ hearingSince }: Conditions, age: Reading, at: Date): Reading {
  return age === null ? null : Math.min(age, (at.getTime() - hearingSince) / 1000)
}

/** Channels are many: each metric is read once however many rules are about it, and nothing is made of those that are well. */
function lookAtChannel(
  conditions: Conditions,
  metrics: readonly WatchedMetric[],
  fleet: Fleet,
  entry: ChannelEntry,
  at: Date,
): void {
  const { facts, pulse } = entry
  const { bySubject } = conditions
  const known = bySubject.get(facts.id)
  const isAsBefore = entry.standingSeq < conditions.lookedSeq
  if (isAsBefore && !known && pulse.health.level === 'well') return
  if (pulse.health.level === 'off') {
    bySubject.delete(facts.id)
    return
  }
  const host = hostOf(fleet.state, facts)
  // A silent host silences its channels: they may well be on air.
  if (host?.link === 'unknown') return
  const seen = host?.observations.get(facts.id) ?? null
  const channel = { entry, seen, heardAt: host?.heardAt ?? null }
  let values: Map<string, number> | null = null
  for (const { metric, rules } of metrics) {
    const value = amountOf(CHANNEL_READERS[metric](channel)) ?? Number.NaN
    if (!known && !rules.some((rule) => isBroken(rule, value))) continue
    values ??= new Map()
    values.set(metric, value)
  }
  if (!values) return
  const { id, name, hostId } = facts
  const of = { subject: { kind: 'channel', id, name } as const, hostId, reason: pulse.reason }
  const rules = metrics.filter(({ metric }) => values.has(metric)).flatMap((one) => one.rules)
  const read: Read = ({ about }) => values.get(about.metric) ?? Number.NaN
  look(conditions, rules, { ...of, since: pulse.health.since }, read, at.getTime())
}

type WatchedMetric = { metric: ChannelMetric; rules: RuleInForce[] }

function watchedMetrics(rules: readonly RuleInForce[]): WatchedMetric[] {
  const found = new Map<ChannelMetric, RuleInForce[]>()
  for (const rule of rules) {
    if (rule.about.kind !== 'channel') continue
    found.set(rule.about.metric, [...(found.get(rule.about.metric) ?? []), rule])
  }
  return [...found].map(([metric, ofMetric]) => ({ metric, rules: ofMetric }))
}

function look(
  { bySubject }: Conditions,
  rules: readonly RuleInForce[],
  of: Subject,
  read: Read,
  nowMs: number,
): void {
  let known = bySubject.get(of.subject.id)
  for (const rule of rules) {
    const value = read(rule)
    if (value === null) continue
    const before = known?.get(rule.id)
    const holds = isBroken(rule, value)
    if (!holds && !before) continue
    const next = holds ? held(before, rule, of, nowMs) : released(before, rule, nowMs)
    if (next) {
      known ??= new Map()
      known.set(rule.id, next)
    } else known?.delete(rule.id)
  }
  if (known && known.size > 0) bySubject.set(of.subject.id, known)
  else bySubject.delete(of.subject.id)
}

/** NaN, of what is not there, breaks no rule. */
export function isBroken({ is, threshold }: RuleInForce, value: number): boolean {
  switch (is) {
    case 'equal':
      return value === threshold
    case 'at-least':
      return value >= threshold
    case 'below':
      return value < threshold
  }
}

function held(
  before: Condition | undefined,
  rule: RuleInForce,
  { subject, hostId, since, reason }: Subject,
  nowMs: number,
): Condition {
  const begun = before ?? { since: beginning(since, nowMs), seenSince: nowMs, raisedAt: null }
  const isDue = nowMs - begun.seenSince >= rule.forSeconds * 1000
  return {
    ...{ rule: rule.id, subject, hostId, since: begun.since, seenSince: begun.seenSince },
    raisedAt: begun.raisedAt ?? (isDue ? nowMs : null),
    wellSince: null,
    reason: reason ?? before?.reason ?? null,
  }
}

/** As the host says it, unless its clock is far from ours. */
function beginning(since: string | null, nowMs: number): number {
  const said = since === null ? nowMs : Date.parse(since)
  return said <= nowMs && nowMs - said < FARTHEST_BACK_MS ? said : nowMs
}

const FARTHEST_BACK_MS = 7 * 86_400_000

/** What was not raised is forgotten at once, what was is over after its time. */
function released(
  before: Condition | undefined,
  { clearAfterSeconds }: RuleInForce,
  nowMs: number,
): Condition | null {
  if (!before || before.raisedAt === null) return null
  const wellSince = before.wellSince ?? nowMs
  return nowMs - wellSince >= clearAfterSeconds * 1000 ? null : { ...before, wellSince }
}

function forgetRules({ bySubject }: Conditions, rules: readonly RuleInForce[]): void {
  const known = new Set(rules.map(({ id }) => id))
  for (const ofSubject of bySubject.values()) {
    for (const rule of ofSubject.keys()) if (!known.has(rule)) ofSubject.delete(rule)
  }
}

function forgetGone({ bySubject }: Conditions, { hosts, channels }: Fleet): void {
  for (const [id, ofSubject] of bySubject) {
    const [one] = ofSubject.values()
    if (!one) bySubject.delete(id)
    else if (
      one.subject.kind === 'host' ? !hosts.has(one.subject.id) : !channels.has(one.subject.id)
    )
      bySubject.delete(id)
  }
}
