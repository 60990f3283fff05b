import {
  ALERT_RULES,
  type AlertRule,
  type AlertRuleId,
  type AlertRuleSettings,
  keysOf,
} from '@cashbacktv/contract'

/** What operators set of rules, by id. */
export type RuleChanges = ReadonlyMap<string, Partial<AlertRuleSettings>>

/** A rule as it is evaluated. */
export type RuleInForce = AlertRule & { id: AlertRuleId; enabled: boolean }

export function defaultsOf(id: AlertRuleId): AlertRuleSettings {
  const { severity, threshold, forSeconds, clearAfterSeconds } = ALERT_RULES[id]
  return { enabled: true, severity, threshold, forSeconds, clearAfterSeconds }
}

/** Every rule, with what operators set of it. */
export function rulesInForce(changes: RuleChanges): RuleInForce[] {
  return keysOf(ALERT_RULES).map((id) => {
    const rule: AlertRule = ALERT_RULES[id]
    return { id, ...rule, ...defaultsOf(id), ...changes.get(id) }
  })
}

/** A rule about a state has no amount that could be set. */
export function hasThreshold(id: AlertRuleId): boolean {
  return ALERT_RULES[id].is !== 'equal'
}
