import { expect, test } from 'vitest'
import { chartPath, chartTop, newestPlace, summarise } from './chart-scale.ts'

test('the top is a round figure that holds all values', () => {
  expect(chartTop([12, 37, null], 0)).toBe(40)
  expect(chartTop([0.96, 1.01], 1)).toBe(1.5)
  expect(chartTop([5, 9], 100)).toBe(100)
  expect(chartTop([null], 0)).toBe(1)
  expect(chartTop([4_300], 500)).toBe(5000)
})

test('a gap in the values is a gap in the line', () => {
  expect(chartPath([0, 10, null, 10, 10], 40, 100, 10)).toBe(
    'M0.0 100.0L10.0 0.0M30.0 0.0L40.0 0.0',
  )
})

test('a value alone between gaps is seen', () => {
  expect(chartPath([null, 5, null], 20, 100, 10)).toBe('M10.0 50.0h0.1')
})

test('the summary knows nothing of what is unknown', () => {
  expect(summarise([null, null])).toEqual({ last: null, least: null, most: null })
  expect(summarise([3, 9, null])).toEqual({ last: null, least: 3, most: 9 })
})

test('the figure of now is the newest there is, but not one that is long past', () => {
  expect(newestPlace([1, 2, 3])).toBe(2)
  expect(newestPlace([1, 2, null, null])).toBe(1)
  expect(newestPlace([1, null, null, null])).toBe(3)
  expect(newestPlace([])).toBe(0)
})
