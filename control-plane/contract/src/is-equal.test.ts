import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEqual } from './is-equal.ts'

test('two values of JSON are equal when Node finds them so', () => {
  const value = fc.jsonValue({ maxDepth: 2 })
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [readA, readB] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))]
      expect(isEqual(a, readA)).toBe(true)
      expect(isEqual([readA], [readB])).toBe(isDeepStrictEqual([readA], [readB]))
    }),
  )
})

test('what one has more than the other makes them differ, either way', () => {
  expect(isEqual({ a: 1 }, { a: 1, b: 2 })).toBe(false)
  expect(isEqual({ a: 1, b: 2 }, { a: 1 })).toBe(false)
  expect(isEqual([1], [1, 2])).toBe(false)
  expect(isEqual('damaged', { a: 1 })).toBe(false)
})
