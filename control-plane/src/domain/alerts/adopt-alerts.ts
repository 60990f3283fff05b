import { isAlertRuleId } from '@cashbacktv/contract'
import type { Steps } from '../steps.ts'
import type { Condition, Conditions } from './condition.ts'
import { type StoredAlert, subjectOf } from './incident-view.ts'

/**
 * What another instance raised, or this one before it was started anew: it is over only once it has
 * been seen well for its time.
 */
export function* adoptAlerts(
  { bySubject }: Conditions,
  alerts: readonly StoredAlert[],
): Steps<void> {
  for (const alert of alerts) {
    yield
    const { rule, subjectId, hostId, reason } = alert
    if (!isAlertRuleId(rule)) continue
    const known: Map<Condition['rule'], Condition> = bySubject.get(subjectId) ?? new Map()
    const before = known.get(rule)
    if (before?.raisedAt) continue
    const since = alert.since.getTime()
    known.set(rule, {
      rule,
      subject: subjectOf(alert),
      hostId,
      reason,
      since,
      seenSince: since,
      raisedAt: alert.raisedAt.getTime(),
      wellSince: null,
    })
    bySubject.set(subjectId, known)
  }
}
