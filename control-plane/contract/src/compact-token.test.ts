import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isCompactToken } from './compact-token.ts'

test('bytes of any number have one spelling that is taken', () => {
  for (let length = 1; length < 40; length++) {
    const part = randomBytes(length).toString('base64url')
    expect(isCompactToken(`${part}.${part}.${part}`)).toBe(true)
  }
})

const GOOD = 'YWI.YWI.YWI'
test.each([
  ...['', '.', '..', 'YWI', 'YWI.YWI', 'YWI.YWI.', `${GOOD}.`, `${GOOD}.YWI`, `.${GOOD}`],
  ...[' YWI.YWI.YWI', 'YWI.Y WI.YWI', 'YWI.YWI.YWI\n', 'YWI=.YWI.YWI', 'YWI.YWI.YWI='],
  ...['YWJ.YWI.YWI', 'YWI.YWI.YWK', 'YR.YWI.YWI', 'Y.YWI.YWI', 'YW+.YWI.YWI', 'YW?.YWI.YWI'],
])('%j is another spelling, or none', (text) => {
  expect(isCompactToken(text)).toBe(false)
})
