import { expect, test } from 'vitest'
import { openapiProblems } from './openapi-problems.ts'

const good = {
  openapi: '3.1.0',
  info: { title: 'x', version: '1' },
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'one',
        parameters: [{ in: 'path', name: 'id', required: true }],
        responses: { 200: { $ref: '#/components/responses/thing' } },
      },
    },
  },
  components: { responses: { thing: { description: 'a thing' } } },
}

test('a valid document has no problems', () => {
  expect(openapiProblems(good)).toEqual([])
})

test('what a program would stumble over is named', () => {
  const { components: _gone, ...noComponents } = good
  expect(openapiProblems(noComponents)).toEqual(['#/components/responses/thing leads nowhere'])
  const undeclared = { ...good, paths: { '/a/{b}': { post: { responses: { 404: {} } } } } }
  expect(openapiProblems(undeclared)).toEqual([
    'POST /a/{b} does not declare {b}',
    'POST /a/{b} has no answer for success',
  ])
  expect(openapiProblems(null)).toContain('there is no operation')
})
