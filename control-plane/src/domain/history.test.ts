import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSeries, TIERS } from './history.ts'

const NOW = 1_800_000_000_000

test('a second ago is the newest step but one, and what nobody said is null', () => {
  const series = createSeries(['fps', 'viewers'])
  series.add(NOW - 1000, { fps: 25, viewers: null })
  series.add(NOW, { fps: 24 })
  const { fps, viewers } = series.read('5m', NOW)
  expect(fps?.slice(-3)).toEqual([null, 25, 24])
  expect(viewers?.every((value) => value === null)).toBe(true)
})

test('a coarser step is the mean of what came in it', () => {
  const series = createSeries(['cpu'])
  for (let second = 0; second < 10; second++) series.add(NOW + second * 1000, { cpu: second })
  expect(series.read('1h', NOW + 9000).cpu?.at(-1)).toBe(4.5)
})

test('what is older than the range is gone, also when nothing came since', () => {
  const series = createSeries(['cpu'])
  series.add(NOW, { cpu: 7 })
  const later = NOW + TIERS['5m'].steps * 1000
  expect(series.read('5m', later - 1000).cpu?.[0]).toBe(7)
  expect(series.read('5m', later).cpu?.every((value) => value === null)).toBe(true)
  series.add(later, { cpu: 8 })
  expect(series.read('5m', later).cpu?.filter((value) => value !== null)).toEqual([8])
})

test('after a clock was set back by more than the range it goes on at once', () => {
  const series = createSeries(['cpu'])
  series.add(NOW, { cpu: 7 })
  const earlier = NOW - 600_000
  series.add(earlier, { cpu: 8 })
  expect(series.read('5m', earlier).cpu?.filter((value) => value !== null)).toEqual([8])
})

test('whatever the times, a range has its length and only values that were given', () => {
  const times = fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 50 })
  fc.assert(
    fc.property(times, (seconds) => {
      const series = createSeries(['x'])
      for (const second of seconds) series.add(NOW + second * 1000, { x: 3 })
      const end = NOW + 200_000_000
      for (const [range, { steps }] of Object.entries(TIERS)) {
        const { x = [] } = series.read(range as keyof typeof TIERS, end)
        expect(x).toHaveLength(steps)
        expect(x.every((value) => value === null || value === 3)).toBe(true)
      }
    }),
  )
})
