import type { AlertSubject, ChannelMetric } from '@cashbacktv/contract'
import type { ChannelEntry, Fleet, HostEntry } from '../fleet/fleet.ts'
import { hostOf } from '../fleet/live-state.ts'
import { amountOf, CHANNEL_READERS, type MeasuredChannel } from '../metrics/channel-samples.ts'
import { HOST_READERS } from '../metrics/host-samples.ts'
import type { Steps } from '../steps.ts'
import { isOfRecordings } from './cause-of.ts'
import { type Condition, type Conditions, keep } from './condition.ts'
import { evidenceOf, evidenceOfHost, NO_EVIDENCE } from './evidence-of.ts'
import { lookAtRecordings } from './look-at-recordings.ts'
import { isBroken, isSettled, lookAtRule, type Subject } from './look-at-subject.ts'
import type { RuleInForce } from './rules-in-force.ts'

/** Null is not known, and leaves everything as it was. */
type Reading = number | null

/** Subjects that are looked at between two turns: some ten microseconds each, at the most. */
const AT_ONCE = 25

/**
 * One look at every host and channel: what begins to be so, has been so for long enough, or is over.
 * To be made twice a second. What cannot be known, of a silent host and its channels, stays as it was.
 */
export function* lookAtFleet(
  conditions: Conditions,
  rules: readonly RuleInForce[],
  fleet: Fleet,
  at: Date,
): Steps<void> {
  const enabled = rules.filter((rule) => rule.enabled)
  const aboutRecordings = enabled.filter(({ id }) => isOfRecordings(id))
  const ofHosts = enabled.filter((one) => one.about.kind === 'host' && !isOfRecordings(one.id))
  const ofChannels = watchedMetrics(enabled)
  const amounts = ofChannels.filter(({ rules: [rule] }) => rule?.is !== 'equal')
  // What changes from now on is news for the next look.
  fleet.seq += 1
  const { seq } = fleet
  let looked = 0
  for (const entry of fleet.hosts.values()) {
    lookAtHost(conditions, ofHosts, fleet, entry, at)
    yield
  }
  for (const entry of fleet.channels.values()) {
    lookAtChannel(conditions, { all: ofChannels, amounts }, fleet, entry, at)
    looked += 1
    if (looked % AT_ONCE === 0) yield
  }
  yield* lookAtRecordings(conditions, aboutRecordings, fleet, at)
  yield* forget(conditions, enabled, fleet)
  conditions.lookedSeq = seq
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
  const read = ({ about }: RuleInForce): Reading => {
    if (about.kind !== 'host') return null
    const value = HOST_READERS[about.metric](host)
    if (about.metric === 'host_last_report_age_seconds') return heardAge(conditions, value, at)
    // Of a silent host nothing is known; of one that says less than another, nothing is wrong.
    if (value === null) return now.link === 'connected' ? Number.NaN : null
    if (!about.of) return value
    const whole = HOST_READERS[about.of](host)
    return whole === null || whole === 0 ? Number.NaN : value / whole
  }
  const subject: AlertSubject = { kind: 'host', id, name }
  let known = conditions.bySubject.get(id)
  for (const rule of rules) {
    const value = read(rule)
    if (value === null) continue
    const evidence = isBroken(rule, value) ? evidenceOfHost(rule, now) : NO_EVIDENCE
    const of: Subject = { subject, hostId: id, ...evidence }
    known = lookAtRule(known, rule, of, value, at.getTime())
  }
  keep(conditions, id, known)
}

/** An instance that has just come has not heard hosts that are well. */
function heardAge({ hearingSince }: Conditions, age: Reading, at: Date): Reading {
  return age === null ? null : Math.min(age, (at.getTime() - hearingSince) / 1000)
}

/** Channels are many: each metric is read once however many rules are about it, and of those that stay well amounts alone. */
function lookAtChannel(
  conditions: Conditions,
  { all, amounts }: WatchedMetrics,
  fleet: Fleet,
  entry: ChannelEntry,
  at: Date,
): void {
  const { facts, pulse } = entry
  const { id, name, hostId } = facts
  const { bySubject, lookedSeq } = conditions
  let known = bySubject.get(id)
  const isAsBefore = entry.standingSeq < lookedSeq
  const isQuiet = isAsBefore && !known && pulse.health.level === 'well'
  if (isQuiet && amounts.length === 0) return
  if (pulse.health.level === 'off') {
    keep(conditions, id, ofRecordings(known))
    return
  }
  const host = hostOf(fleet.state, facts)
  // A silent host silences its channels: they may well be on air.
  if (host?.link === 'unknown') return
  if (isAsBefore && !isHeardSince(fleet, hostId, lookedSeq) && (!known || isSettled(known))) return
  const channel = {
    entry,
    seen: host?.observations.get(id) ?? null,
    heardAt: host?.heardAt ?? null,
  }
  const of = { subject: { kind: 'channel', id, name }, hostId, channel } as const
  // Amounts pass a threshold without any change of what the channel is.
  for (const metric of isQuiet ? amounts : all) {
    const value = amountOf(CHANNEL_READERS[metric.metric](channel)) ?? Number.NaN
    known = lookAtMetric(known, metric, of, value, at)
  }
  keep(conditions, id, known)
}

/** Of a channel that is off: what was recorded of it is asked for all the same. */
function ofRecordings(known: OfSubject): OfSubject {
  return known && new Map([...known].filter(([rule]) => isOfRecordings(rule)))
}

type OfSubject = ReturnType<Conditions['bySubject']['get']>
type SeenChannel = Pick<Subject, 'subject' | 'hostId'> & { channel: MeasuredChannel }

function lookAtMetric(
  known: OfSubject,
  { rules }: WatchedMetric,
  { channel, ...subject }: SeenChannel,
  value: number,
  at: Date,
): OfSubject {
  if (!known && !rules.some((rule) => isBroken(rule, value))) return known
  let next = known
  for (const rule of rules) {
    const evidence = isBroken(rule, value) ? evidenceOf(rule, channel) : NO_EVIDENCE
    next = lookAtRule(next, rule, { ...subject, ...evidence }, value, at.getTime())
  }
  return next
}

/** Whether there is a report of it that no look has seen. */
function isHeardSince({ hosts }: Fleet, hostId: Condition['hostId'], lookedSeq: number): boolean {
  const host = hostId && hosts.get(hostId)
  return host ? host.reportSeq >= lookedSeq : false
}

type WatchedMetric = { metric: ChannelMetric; rules: RuleInForce[] }
type WatchedMetrics = Record<'all' | 'amounts', readonly WatchedMetric[]>

function watchedMetrics(rules: readonly RuleInForce[]): WatchedMetric[] {
  const found = new Map<ChannelMetric, RuleInForce[]>()
  for (const rule of rules) {
    if (rule.about.kind !== 'channel') continue
    found.set(rule.about.metric, [...(found.get(rule.about.metric) ?? []), rule])
  }
  return [...found].map(([metric, ofMetric]) => ({ metric, rules: ofMetric }))
}

/** Rules that are no more or switched off, hosts and channels that are gone. */
function* forget(
  { bySubject }: Conditions,
  rules: readonly RuleInForce[],
  { hosts, channels }: Fleet,
): Steps<void> {
  const inForce = new Set(rules.map(({ id }) => id))
  let looked = 0
  for (const [id, ofSubject] of bySubject) {
    for (const [rule, { subject }] of ofSubject) {
      const isThere = subject.kind === 'host' ? hosts.has(subject.id) : channels.has(subject.id)
      if (!isThere || !inForce.has(rule)) ofSubject.delete(rule)
    }
    if (ofSubject.size === 0) bySubject.delete(id)
    looked += 1
    if (looked % AT_ONCE === 0) yield
  }
}
