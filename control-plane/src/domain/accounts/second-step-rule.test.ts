import { Role, SecondStepRule } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { askedAfterPassword, mustHaveSecondStep } from './second-step-rule.ts'

test('a rule is of administrators first, then of who edits, then of everybody', () => {
  const required = SecondStepRule.options.map((rule) =>
    Role.options.filter((role) => mustHaveSecondStep(rule, role)),
  )
  expect(required).toEqual([[], ['admin'], ['operator', 'admin'], ['viewer', 'operator', 'admin']])
})

test.each([
  ['nothing', false, false, false, null],
  ['nothing, where it is required: the page that sets one up comes next', false, false, true, null],
  ['a code', true, false, false, { code: true, passkey: false }],
  ['a code or a passkey', true, true, false, { code: true, passkey: true }],
  ['nothing of who has a passkey by choice', false, true, false, null],
  ['a passkey where it is required', false, true, true, { code: false, passkey: true }],
])('after the password is asked for %s', (_, code, passkey, isRequired, asked) => {
  expect(askedAfterPassword({ code, passkey }, isRequired)).toEqual(asked)
})
