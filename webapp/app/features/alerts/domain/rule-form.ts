import type { AlertRuleSettings, AlertRuleView } from '@cashbacktv/contract'
import { isSame } from '@cashbacktv/contract/changed-fields'
import { numberOf } from './typed-lines.ts'

/** What the form of a rule holds, as it is typed: a share of one in percent. */
export type RuleForm = {
  enabled: boolean
  severity: string
  threshold: string
  forSeconds: string
  clearAfterSeconds: string
}

type Rule = Pick<AlertRuleView, 'unit' | 'hasThreshold'>

export function formOfRule(
  rule: Rule,
  { enabled, severity, threshold, forSeconds, clearAfterSeconds }: AlertRuleSettings,
): RuleForm {
  return {
    enabled,
    severity,
    threshold: rule.hasThreshold ? amountText(rule, threshold) : '',
    forSeconds: String(forSeconds),
    clearAfterSeconds: String(clearAfterSeconds),
  }
}

/** A threshold as it is typed and shown: shares of one in percent. */
export function amountText({ unit }: Pick<Rule, 'unit'>, threshold: number): string {
  return String(unit === 'ratio' ? Math.round(threshold * 10_000) / 100 : threshold)
}

export function readRuleForm(form: FormData): RuleForm {
  const text = (name: keyof RuleForm) => String(form.get(name) ?? '').trim()
  return {
    enabled: form.has('enabled'),
    severity: text('severity'),
    threshold: text('threshold'),
    forSeconds: text('forSeconds'),
    clearAfterSeconds: text('clearAfterSeconds'),
  }
}

/** What the form makes of the rule, for the contract to judge. */
export function ruleBody(rule: Pick<AlertRuleView, 'id'> & Rule, form: RuleForm): object {
  const typed = numberOf(form.threshold)
  const threshold = rule.unit === 'ratio' && typeof typed === 'number' ? typed / 100 : typed
  return {
    id: rule.id,
    enabled: form.enabled,
    severity: form.severity,
    ...(rule.hasThreshold ? { threshold } : {}),
    forSeconds: numberOf(form.forSeconds),
    clearAfterSeconds: numberOf(form.clearAfterSeconds),
  }
}

/** What puts every setting back to its default. */
export function defaultRuleBody({ id, hasThreshold }: Pick<AlertRuleView, 'id'> & Rule) {
  return {
    id,
    enabled: null,
    severity: null,
    forSeconds: null,
    clearAfterSeconds: null,
    ...(hasThreshold ? { threshold: null } : {}),
  }
}

export function isChangedRule({ settings, defaults }: AlertRuleView): boolean {
  return !isSame(settings, defaults)
}
