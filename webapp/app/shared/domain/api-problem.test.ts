import { expect, test } from 'vitest'
import { toApiProblem } from './api-problem.ts'

const problem = {
  code: 'validation_failed',
  message: 'Not valid.',
  details: [{ path: 'sources.0.url', message: 'No.' }],
}

test('a refusal keeps its code, its words and the fields it is about', () => {
  expect(toApiProblem({ data: { error: problem, httpStatus: 422 } })).toEqual(problem)
  expect(toApiProblem({ data: { error: problem } })).toEqual(problem)
})

test('the reason of a host keeps its code, by which it is translated', () => {
  const details = [{ path: 'url', message: 'Nothing answers.', code: 'connection-refused' }]
  const failed = { code: 'probe_failed', message: 'Nothing answers.', details }
  expect(toApiProblem({ data: { error: failed } }).details).toEqual(details)
})

test('a failure without an answer means the API is away', () => {
  expect(toApiProblem(new TypeError('fetch failed')).code).toBe('unavailable')
})

test('an answer that is not understood is told by its status', () => {
  expect(toApiProblem({ data: { httpStatus: 429 } }).code).toBe('rate_limited')
  expect(toApiProblem({ data: {} }).code).toBe('internal')
})
