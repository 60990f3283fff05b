import { expect, test } from 'vitest'
import type { ApiProblem } from '../../../shared/domain/api-problem.ts'
import { isStepOver } from './step-over.ts'

const REFUSED: ApiProblem = {
  code: 'unauthenticated',
  messageCode: 'log-in-step-over',
  message: '',
  params: {},
  details: [],
}

test('a step goes on after a wrong code or passkey, and begins anew once it is over', () => {
  expect(isStepOver(REFUSED)).toBe(true)
  const ofCode = { path: 'code', code: 'code-wrong', params: {}, message: '' }
  expect(isStepOver({ ...REFUSED, messageCode: 'code-wrong', details: [ofCode] })).toBe(false)
  expect(isStepOver({ ...REFUSED, messageCode: 'passkey-refused' })).toBe(false)
  expect(isStepOver({ ...REFUSED, code: 'rate_limited' })).toBe(false)
})
