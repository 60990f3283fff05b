import { expect, test } from 'vitest'
import { inputBounds, inUnits, PERCENT } from './input-bounds.ts'

test('of what bounds a field its input takes what it can show', () => {
  const bounds = { required: true, isWhole: true, min: 1, max: 5, options: ['a'] }
  expect(inputBounds(bounds)).toEqual({ min: 1, max: 5 })
})

test('bounds follow the unit in which a number is typed, without a remainder', () => {
  expect(inUnits({ min: 0.07, max: 0.15 }, PERCENT)).toEqual({ min: 7, max: 15 })
  expect(inUnits({ min: 64e6 }, 1e6)).toEqual({ min: 64, max: undefined })
})
