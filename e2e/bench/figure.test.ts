import { expect, test } from 'vitest'
import { figureTable, isMet, percentile } from './figure.ts'

test('a bar is met at its edge, and missed beyond it', () => {
  const figure = { what: 'x', value: 50, unit: 'ms' }
  expect(isMet({ ...figure, bar: { atMost: 50 } })).toBe(true)
  expect(isMet({ ...figure, bar: { atMost: 49 } })).toBe(false)
  expect(isMet({ ...figure, bar: { atLeast: 50 } })).toBe(true)
  expect(isMet({ ...figure, bar: { atLeast: 51 } })).toBe(false)
  expect(isMet(figure)).toBe(true)
})

test('a value that is no number misses its bar', () => {
  expect(isMet({ what: 'x', value: Number.NaN, unit: 'ms', bar: { atMost: 50 } })).toBe(false)
})

test('percentiles are samples that were seen', () => {
  const samples = [40, 10, 30, 20]
  expect(percentile(samples, 0.5)).toBe(20)
  expect(percentile(samples, 0.95)).toBe(40)
  expect(percentile([7], 0.5)).toBe(7)
})

test('a missed bar is seen in the table', () => {
  const table = figureTable([{ what: 'start', value: 151, unit: 'ms', bar: { atMost: 150 } }])
  expect(table).toMatch(/start +151 ms +<= 150 ms +MISSED/)
})
