import { type AlertRuleView, PutAlertRuleInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { defaultRuleBody, formOfRule, isChangedRule, readRuleForm, ruleBody } from './rule-form.ts'

const defaults = {
  ...({ enabled: true, severity: 'warning' } as const),
  threshold: 0.92,
  forSeconds: 60,
  clearAfterSeconds: 60,
}
const rule: AlertRuleView = {
  ...({ id: 'host-memory-full', subject: 'host', is: 'at-least', unit: 'ratio' } as const),
  metric: 'memory_usage_bytes',
  of: 'memory_size_bytes',
  hasThreshold: true,
  settings: defaults,
  defaults,
  raised: 0,
}

test('a share is shown and typed in percent, with a comma too, and sent as a share', () => {
  const form = formOfRule(rule, defaults)
  expect(form.threshold).toBe('92')
  expect(ruleBody(rule, { ...form, threshold: '87,5' })).toMatchObject({ threshold: 0.875 })
})

test('a rule that is shown and saved unchanged stays what it is', () => {
  const body = PutAlertRuleInput.parse(ruleBody(rule, formOfRule(rule, defaults)))
  expect(body).toEqual({ id: rule.id, ...defaults })
})

test('a rule about a state sends no threshold, neither changed nor back to the default', () => {
  const state = { ...rule, hasThreshold: false }
  expect(ruleBody(state, formOfRule(state, defaults))).not.toHaveProperty('threshold')
  expect(defaultRuleBody(state)).not.toHaveProperty('threshold')
  expect(PutAlertRuleInput.parse(defaultRuleBody(rule))).toMatchObject({ threshold: null })
})

test('what is no number is refused at its field', () => {
  const body = ruleBody(rule, { ...formOfRule(rule, defaults), forSeconds: '', threshold: 'x' })
  const { error } = PutAlertRuleInput.safeParse(body)
  expect(error?.issues.map(({ path }) => path.join('.')).sort()).toEqual([
    'forSeconds',
    'threshold',
  ])
})

test('a box that is not ticked is off', () => {
  expect(readRuleForm(new FormData()).enabled).toBe(false)
})

test('only a rule that is other than its default counts as changed', () => {
  expect(isChangedRule(rule)).toBe(false)
  expect(isChangedRule({ ...rule, settings: { ...defaults, forSeconds: 5 } })).toBe(true)
})
