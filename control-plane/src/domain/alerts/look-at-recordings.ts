import {
  type AlertSubject,
  ENGLISH,
  type HostId,
  messageOf,
  type Reason,
  type RecordingId,
  type RecordingObservation,
  renderMessage,
} from '@cashbacktv/contract'
import type { Fleet } from '../fleet/fleet.ts'
import { failingRecordings, lostRecordings } from '../metrics/host-samples.ts'
import type { Steps } from '../steps.ts'
import { RECORDING_RULES } from './cause-of.ts'
import { type Conditions, keep } from './condition.ts'
import { lookAtRule } from './look-at-subject.ts'
import type { RuleInForce } from './rules-in-force.ts'

/** Recordings of one channel that break a rule, as their host says it. */
type Trouble = { subject: AlertSubject; hostId: HostId; recordings: Named[] }
type Named = { name: string; why: Reason | null }

/**
 * Hosts say which recordings fail or are lost; the alert is of the channel whose recordings these
 * are, which is told to who reaches that. Where the channel is no more it is of the host, without names.
 */
export function* lookAtRecordings(
  conditions: Conditions,
  rules: readonly RuleInForce[],
  fleet: Fleet,
  at: Date,
): Steps<void> {
  for (const rule of rules) {
    const troubles = troublesOf(rule, conditions, fleet, at)
    for (const id of new Set([...troubles.keys(), ...knownOf(rule, conditions)])) {
      const known = conditions.bySubject.get(id)
      const { subject, hostId, recordings } = troubles.get(id) ?? {
        subject: known?.get(rule.id)?.subject,
        recordings: [],
        hostId: known?.get(rule.id)?.hostId ?? null,
      }
      if (!subject || (recordings.length === 0 && !isHeard(fleet, hostId))) continue
      const reason = subject.kind === 'channel' ? whyOf(rule, recordings) : null
      const of = { subject, hostId, since: null, reason }
      const next = lookAtRule(known, rule, of, recordings.length, at.getTime())
      keep(conditions, id, next)
      yield
    }
  }
}

/** Ids of recordings in trouble of which nobody knows yet what they are called. */
export function unnamedRecordings({ recordings }: Conditions, fleet: Fleet): RecordingId[] {
  const ids = [...fleet.state.values()].flatMap(({ link, report }) => {
    if (link !== 'connected' || !report) return []
    return [...failingRecordings(report), ...lostRecordings(report)].map(({ id }) => id)
  })
  const inTrouble = new Set(ids)
  for (const id of recordings.keys()) if (!inTrouble.has(id)) recordings.delete(id)
  return [...inTrouble].filter((id) => !recordings.has(id))
}

/** What was lost is told for so long: of the one of the next day is told again. */
const LOST_FOR_MS = 12 * 3_600_000

function troublesOf(
  { id }: RuleInForce,
  { recordings }: Conditions,
  fleet: Fleet,
  at: Date,
): Map<string, Trouble> {
  const troubles = new Map<string, Trouble>()
  const [failing] = RECORDING_RULES
  const pick = id === failing ? failingRecordings : lostRecordings
  for (const [hostId, { link, report }] of fleet.state) {
    if (link !== 'connected' || !report) continue
    for (const { seen, named } of ownOf(hostId, pick(report), recordings)) {
      const isPast = named.endsAt && at.getTime() - named.endsAt.getTime() > LOST_FOR_MS
      if (id !== failing && isPast) continue
      const subject = subjectOf(named.channelId, hostId, fleet)
      if (!subject) continue
      const trouble = troubles.get(subject.id) ?? { subject, hostId, recordings: [] }
      trouble.recordings.push({ name: named.name, why: reasonOf(seen) })
      troubles.set(subject.id, trouble)
    }
  }
  return troubles
}

/** Of recordings that lie elsewhere a host has nothing to say. */
function ownOf(
  hostId: HostId,
  told: readonly RecordingObservation[],
  recordings: Conditions['recordings'],
) {
  return told.flatMap((seen) => {
    const named = recordings.get(seen.id)
    return named?.hostId === hostId ? { seen, named } : []
  })
}

function subjectOf(
  channelId: Parameters<Fleet['channels']['get']>[0],
  hostId: HostId,
  { channels, hosts }: Fleet,
): AlertSubject | null {
  const channel = channels.get(channelId)?.facts
  if (channel) return { kind: 'channel', id: channel.id, name: channel.name }
  const host = hosts.get(hostId)?.facts
  return host ? { kind: 'host', id: host.id, name: host.name } : null
}

const reasonOf = ({ file, upload }: RecordingObservation) => file?.reason ?? upload?.reason ?? null

function* knownOf({ id }: RuleInForce, { bySubject }: Conditions) {
  for (const [subject, known] of bySubject) if (known.has(id)) yield subject
}

/** What a silent host would say of its recordings is not known. */
function isHeard({ state }: Fleet, hostId: HostId | null): boolean {
  const now = hostId && state.get(hostId)
  return !now || now.link === 'connected'
}

function whyOf({ id }: RuleInForce, [first, ...more]: readonly Named[]): Reason | null {
  if (!first) return null
  const { name: recording, why } = first
  const count = more.length
  if (id === 'recordings-lost') {
    const said =
      count === 0
        ? messageOf('recording-is-lost', { recording })
        : messageOf('recordings-lost', { recording, count })
    return { class: 'resource', ...said, message: renderMessage(ENGLISH, said) ?? said.code }
  }
  if (!why) return null
  const params = { recording, why: { code: why.code, params: why.params ?? {} } }
  const said =
    count === 0
      ? { code: 'recording-failing', params }
      : { code: 'recordings-failing', params: { ...params, count } }
  // A newer host's reason has no words here.
  return { class: why.class, ...said, message: renderMessage(ENGLISH, said) ?? why.message }
}
