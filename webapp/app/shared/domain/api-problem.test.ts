import { expect, test } from 'vitest'
import { toApiProblem } from './api-problem.ts'

const problem = {
  code: 'validation_failed',
  message: 'Not valid.',
  messageCode: 'fields-invalid',
  params: {},
  details: [
    {
      path: 'sources.0.url',
      message: 'Use 5 or more.',
      code: 'number-small',
      params: { least: 5 },
    },
  ],
}

test('a refusal keeps its code, its words and the fields it is about', () => {
  expect(toApiProblem({ data: { error: problem, httpStatus: 422 } })).toEqual(problem)
  expect(toApiProblem({ data: { error: problem } })).toEqual(problem)
})

test('a problem that was understood once is understood again as it is', () => {
  expect(toApiProblem({ data: problem })).toEqual(problem)
})

test('what has no code says nothing: its words may be of any language', () => {
  const bare = { code: 'conflict', message: 'No.', details: [{ path: 'name', message: 'No.' }] }
  expect(toApiProblem({ data: { error: bare } })).toEqual({
    code: 'conflict',
    message: '',
    messageCode: '',
    params: {},
    details: [],
  })
})

test('a failure without an answer means the API is away', () => {
  expect(toApiProblem(new TypeError('fetch failed')).code).toBe('unavailable')
})

test('an answer that is not understood is told by its status', () => {
  expect(toApiProblem({ data: { httpStatus: 429 } }).code).toBe('rate_limited')
  expect(toApiProblem({ data: { httpStatus: 503 } }).code).toBe('unavailable')
  expect(toApiProblem({ data: {} }).code).toBe('internal')
})
