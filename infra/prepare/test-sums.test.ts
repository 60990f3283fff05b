import { expect, test } from 'vitest'
import { addSums, sumsOf } from './test-sums.mjs'

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }] }

test('a run that left no report is one failure', () => {
  expect(sumsOf(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a file that could not be collected is a failure although no test of it failed', () => {
  const broken = { status: 'failed', assertionResults: [] }
  expect(sumsOf(report(3, 0, [passing, broken]), 1)).toMatchObject({ passed: 3, failed: 1 })
})

test('a runner that failed for another reason is a failure although every test passed', () => {
  expect(sumsOf(report(3, 0, [passing]), 1)).toMatchObject({ passed: 3, failed: 1 })
})

test('a failed test is counted once', () => {
  const file = { status: 'failed', assertionResults: [{ status: 'failed' }] }
  expect(sumsOf(report(2, 1, [file]), 1)).toEqual({ passed: 2, failed: 1, skipped: 0 })
})

test('sums add up', () => {
  const one = { passed: 1, failed: 2, skipped: 3 }
  expect(addSums(one, one)).toEqual({ passed: 2, failed: 4, skipped: 6 })
})

function report(passed: number, failed: number, testResults: unknown[]) {
  const counts = { numPassedTests: passed, numFailedTests: failed }
  return { ...counts, numPendingTests: 0, numTodoTests: 0, testResults }
}
