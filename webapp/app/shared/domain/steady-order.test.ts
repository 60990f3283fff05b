import { expect, test } from 'vitest'
import { steadyOrder } from './steady-order.ts'

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => ({ id }))

test('what is in a list stays where it is while it is worked with, and what is new comes last', () => {
  if (!a || !b || !c || !d) throw new Error('four')
  expect(steadyOrder(['a', 'b', 'c'], [c, b, a], [a, b, c])).toEqual([a, b, c])
  expect(steadyOrder(['a', 'b'], [d, a, b], [a, b, d])).toEqual([a, b, d])
})

test('what the filter would hide stays too, what is deleted does not', () => {
  if (!a || !b || !c) throw new Error('three')
  expect(steadyOrder(['a', 'b', 'c'], [c], [a, c])).toEqual([a, c])
})
