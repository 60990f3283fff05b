import { expect, test } from 'vitest'
import { addSums, failuresOf, latePassesOf, slowestOf, sumsOf } from './test-sums.mjs'

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

test('what failed is told by file, title and the first line of why', () => {
  const failedTest = {
    status: 'failed',
    fullName: 'it stays on air',
    failureMessages: ['Error: it did not\n    at somewhere'],
  }
  const file = { name: 'a.test.ts', status: 'failed', assertionResults: [failedTest] }
  const broken = {
    name: 'b.test.ts',
    status: 'failed',
    message: 'no such file',
    assertionResults: [],
  }
  expect(failuresOf(report(2, 1, [file, broken, passing]))).toEqual([
    'a.test.ts: it stays on air: Error: it did not',
    'b.test.ts: no such file',
  ])
})

test('what passed after it had failed is told, with why it had', () => {
  const late = {
    status: 'passed',
    fullName: 'it stays on air',
    failureMessages: ['Error: it did not\n    at somewhere'],
  }
  const file = {
    name: 'a.test.ts',
    status: 'passed',
    assertionResults: [late, { status: 'passed' }],
  }
  expect(latePassesOf(report(2, 0, [file, passing]))).toEqual([
    'a.test.ts: it stays on air: Error: it did not',
  ])
  expect(latePassesOf(null)).toEqual([])
})

function report(passed: number, failed: number, testResults: unknown[]) {
  const counts = { numPassedTests: passed, numFailedTests: failed }
  return { ...counts, numPendingTests: 0, numTodoTests: 0, testResults }
}

test('of a failure that says all there was, its begin and its end are told', () => {
  const why = `AssertionError: ${'x'.repeat(20_000)}: expected 2 to be 1`
  const failed = { status: 'failed', title: 'it counts', failureMessages: [why] }
  const file = { name: 'a.test.ts', status: 'failed', assertionResults: [failed] }
  const [line = ''] = failuresOf(report(0, 1, [file]))
  expect(line).toMatch(/^a\.test\.ts: .*AssertionError: x+ … x+: expected 2 to be 1$/)
  expect(line.length).toBeLessThan(500)
})

test('the slowest files are told, the slowest first', () => {
  const file = (name: string, endTime: number) => ({ name, startTime: 1000, endTime })
  const files = [file('short', 1500), file('longest', 9000), file('long', 4000)]
  expect(slowestOf({ testResults: files }, 2)).toEqual(['8.0 s longest', '3.0 s long'])
  expect(slowestOf(null)).toEqual([])
})
