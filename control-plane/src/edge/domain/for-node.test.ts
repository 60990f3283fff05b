import { expect, test } from 'vitest'
import { restProcedures } from '../../api/rest-procedures.ts'
import { answererOf, CALLS_BETTER_THERE } from './for-node.ts'

test.each([
  ['GET', '/api/v1/channels', 'edge'],
  ['GET', '/api/v1/uploads/0b3', 'edge'],
  ['POST', '/api/v1/auth/login', 'edge'],
  ['POST', '/link/enrol', 'edge'],
  ['GET', '/healthz', 'edge'],
  ['POST', '/trpc/channels.start,channels.stop', 'edge'],
  ['POST', '/api/v1/uploads/logo', 'node-if-there'],
  ['POST', '/api/v1/alerts/targets/7/test', 'node-if-there'],
  ['POST', '/trpc/channels.start,alertTargets.test', 'node-if-there'],
  ['GET', '/link', 'node'],
  ['GET', '/metrics', 'node'],
  ['GET', '/install.sh', 'node'],
  ['GET', '/api/docs', 'node'],
  ['GET', '/api/v1/ws/metrics', 'node'],
  ['GET', '/', 'node'],
  ['GET', '/streams/one/index.m3u8', 'node'],
])('%s %s is answered by: %s', (method, path, answerer) => {
  expect(answererOf(method, path)).toBe(answerer)
})

test('a call that is better made on Node is so by REST as well, and no other is', () => {
  const procedures = restProcedures()
  for (const { name, method, path } of procedures) {
    const asked = `/api/v1${path.replace(/\{\w+\}/g, '0b3')}`
    const answerer = CALLS_BETTER_THERE.has(name) ? 'node-if-there' : 'edge'
    expect([name, answererOf(method, asked)]).toEqual([name, answerer])
  }
  const names = procedures.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...CALLS_BETTER_THERE]))
})
