import { expect, test } from 'vitest'
import { counterGoesOn } from './counter-goes-on.ts'

test.each([
  ['does not count', 0, 0, true],
  ['counts its first use', 0, 1, true],
  ['goes on', 7, 8, true],
  ['skips some', 7, 4_294_967_295, true],
  ['stands still', 7, 7, false],
  ['goes back', 7, 6, false],
  ['counts no more', 7, 0, false],
])('one that %s: %i, then %i', (_of, stored, shown, expected) => {
  expect(counterGoesOn(stored, shown)).toBe(expected)
})
