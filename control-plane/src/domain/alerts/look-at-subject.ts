import type { AlertSubject, Reason } from '@cashbacktv/contract'
import type { Condition } from './condition.ts'
import type { RuleInForce } from './rules-in-force.ts'

/** Whoever a rule is about, as it is now. */
export type Subject = {
  subject: AlertSubject
  hostId: Condition['hostId']
  /** As its host dates it. */
  since: string | null
  reason: Reason | null
}

type OfSubject = Map<RuleInForce['id'], Condition>

/** Looks at one rule, and answers what is known of the subject then. `value` is NaN of what is not there. */
export function lookAtRule(
  known: OfSubject | undefined,
  rule: RuleInForce,
  of: Subject,
  value: number,
  nowMs: number,
): OfSubject | undefined {
  const before = known?.get(rule.id)
  const holds = isBroken(rule, value)
  if (!holds && !before) return known
  const next = holds ? held(before, rule, of, nowMs) : released(before, rule, nowMs)
  if (next === before) return known
  if (!next) {
    known?.delete(rule.id)
    return known
  }
  return (known ?? new Map()).set(rule.id, next)
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

/** Whether time alone changes nothing of it: all that is broken is raised, and stays so. */
export function isSettled(known: OfSubject): boolean {
  for (const { raisedAt, wellSince } of known.values()) {
    if (raisedAt === null || wellSince !== null) return false
  }
  return true
}

/** Field by field, and the same again where nothing is new: it is asked of thousands with each look. */
function held(
  before: Condition | undefined,
  rule: RuleInForce,
  { subject, hostId, since, reason }: Subject,
  nowMs: number,
): Condition {
  const seenSince = before?.seenSince ?? nowMs
  const isDue = nowMs - seenSince >= rule.forSeconds * 1000
  const raisedAt = before?.raisedAt ?? (isDue ? nowMs : null)
  const why = laterReason(before?.reason ?? null, reason)
  if (
    before &&
    before.wellSince === null &&
    before.raisedAt === raisedAt &&
    before.reason === why &&
    before.hostId === hostId &&
    before.subject.name === subject.name
  ) {
    return before
  }
  return {
    rule: rule.id,
    subject,
    hostId,
    since: before?.since ?? beginning(since, nowMs),
    seenSince,
    raisedAt,
    wellSince: null,
    reason: why,
  }
}

/** Each report says it anew: what says the same is the same. */
function laterReason(before: Reason | null, now: Reason | null): Reason | null {
  if (now === null) return before
  return before?.code === now.code && before.message === now.message ? before : now
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
): Condition | undefined {
  if (!before || before.raisedAt === null) return undefined
  const wellSince = before.wellSince ?? nowMs
  if (nowMs - wellSince >= clearAfterSeconds * 1000) return undefined
  return before.wellSince === wellSince ? before : { ...before, wellSince }
}
