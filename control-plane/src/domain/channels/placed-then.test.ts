import { expect, test } from 'vitest'
import { isOwnOf } from './placed-then.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 5, 1, 12, minutes))
const MORNING = { since: at(0), until: at(10) }
const AGAIN = { since: at(30), until: at(40) }

test.each([
  ['while it was there', 5, true],
  ['as its run is ended, and by a clock that is a little behind', 11, true],
  ['by a clock that is a little ahead', -1, true],
  ['between two times', 20, false],
  ['in the second time', 35, true],
  ['long after it went', 60, false],
  ['long before it came', -10, false],
])('what a host says happened %s', (_, minutes, isOwn) => {
  expect(isOwnOf([MORNING, AGAIN], at(minutes))).toBe(isOwn)
})

test('a channel that is there now is its own, whatever its clock says', () => {
  expect(isOwnOf([MORNING, { since: at(50), until: null }], at(-500))).toBe(true)
})

test('a channel that was never there is not its own', () => {
  expect(isOwnOf([], at(5))).toBe(false)
})
