import type { AlertSubject, ChannelId, HostId, Reason, RecordingId } from '@cashbacktv/contract'
import type { RuleInForce } from './rules-in-force.ts'

/** A rule that is broken by a subject, or was until a moment ago. Instants in milliseconds since 1970. */
export type Condition = {
  rule: RuleInForce['id']
  subject: AlertSubject
  /** Where a channel is. */
  hostId: HostId | null
  /** Since when it has been so, as far back as is known. */
  since: number
  /** Since when it has been seen to be so: from then on its time counts. */
  seenSince: number
  /** When it had been so for long enough; null before. */
  raisedAt: number | null
  /** Since when it has not been so; null while it is. */
  wellSince: number | null
  /** Why, of a channel, as its host says it. */
  reason: Reason | null
}

/** What is remembered between two looks: by subject, and there by rule. */
export type Conditions = {
  bySubject: Map<string, Map<RuleInForce['id'], Condition>>
  /** Hosts are heard since then: silence before says nothing of them. */
  hearingSince: number
  /** Channels that are well and have not changed since are not looked at again; 0 looks at all. */
  lookedSeq: number
  /** Recordings that fail or are lost, by their ids; null of one that is deleted. */
  recordings: Map<RecordingId, NamedRecording | null>
}

/** What a person calls a recording, whose it is, where it lies, and until when it was to go on. */
export type NamedRecording = {
  name: string
  channelId: ChannelId
  hostId: HostId
  endsAt: Date | null
}

export function createConditions(nowMs: number): Conditions {
  return { bySubject: new Map(), hearingSince: nowMs, lookedSeq: 0, recordings: new Map() }
}

/** Those that have been so for long enough and are not over. */
export function* raisedOf({ bySubject }: Conditions): Generator<Condition> {
  for (const ofSubject of bySubject.values()) {
    for (const condition of ofSubject.values()) {
      if (condition.raisedAt !== null) yield condition
    }
  }
}

/** The one that is raised of a rule and a subject, both as they are stored. */
export function findRaised(
  { bySubject }: Conditions,
  { rule, subjectId }: { rule: string; subjectId: string },
): Condition | undefined {
  const ofSubject: ReadonlyMap<string, Condition> | undefined = bySubject.get(subjectId)
  const found = ofSubject?.get(rule)
  return found?.raisedAt === null ? undefined : found
}

/** Puts down what is known of a subject; of one that all is well of, nothing. */
export function keep(
  { bySubject }: Conditions,
  id: string,
  known: ReturnType<Conditions['bySubject']['get']>,
): void {
  if (known && known.size > 0) bySubject.set(id, known)
  else bySubject.delete(id)
}
