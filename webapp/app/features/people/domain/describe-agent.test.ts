import { expect, test } from 'vitest'
import { describeAgent } from './describe-agent.ts'

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36'

test.each([
  [CHROME, 'Chrome', 'Linux'],
  [`${CHROME} Edg/140.0`, 'Edge', 'Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; rv:142.0) Gecko/20100101 Firefox/142.0', 'Firefox', 'Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
    'Safari',
    'iOS',
  ],
  ['curl/8.5.0', 'curl', null],
])('%s is %s on %s', (userAgent, program, system) => {
  expect(describeAgent(userAgent)).toEqual({ program, system })
})

test('nothing said is nobody known', () => {
  expect([describeAgent(null), describeAgent(''), describeAgent('/')]).toEqual([null, null, null])
})
