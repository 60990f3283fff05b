import { expect, test } from 'vitest'
import { comparedFigures, figureTable, isMet, percentile } from './figure.ts'

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

test('a bar on a ratio holds on a machine that is twice as slow, and a third more work misses it', () => {
  const start = { what: 'start', unit: 'ms', bar: { atMost: 3 } }
  const ratioOf = (value: number, reference: number) =>
    comparedFigures({ ...start, value, reference: { what: 'bare', value: reference } })
  const [figure, ratio] = ratioOf(10, 4)
  expect(figure).toEqual({ what: 'start', value: 10, unit: 'ms', note: 'bare: 4.00 ms' })
  expect(ratio).toMatchObject({ what: 'start, of bare', value: 2.5, unit: 'x' })
  expect(ratioOf(20, 8).every(isMet)).toBe(true)
  expect(ratioOf(13.3, 4).every(isMet)).toBe(false)
})

test('a reference that was not measured misses the bar', () => {
  const reference = { what: 'bare', value: 0 }
  const figures = comparedFigures({
    what: 'x',
    value: 1,
    unit: 'ms',
    reference,
    bar: { atMost: 3 },
  })
  expect(figures.every(isMet)).toBe(false)
})
