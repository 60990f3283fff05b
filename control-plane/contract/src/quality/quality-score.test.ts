import fc from 'fast-check'
import { expect, test } from 'vitest'
import { qualityLevel, qualityScore, ssimDb, ssimOfDb } from './quality-score.ts'

test('the levels begin where the grades of viewers were found to begin', () => {
  const levelOf = (ssim: number) => qualityLevel(qualityScore(ssim))
  expect([0.9978, 0.99, 0.97, 0.95, 0.9, 0.88, 0.7, 0.5, 0.3].map(levelOf)).toEqual([
    ...['excellent', 'excellent', 'good', 'good'],
    ...['fair', 'fair', 'poor', 'poor', 'bad'],
  ])
  expect([0, 0.5, 0.88, 0.95, 0.99, 0.999, 1].map(qualityScore)).toEqual([
    0, 20, 40, 60, 80, 100, 100,
  ])
})

test('a score is whole, from 0 to 100, and never falls where the likeness rises', () => {
  const likeness = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(likeness, likeness, (a, b) => {
      const [low, high] = [qualityScore(Math.min(a, b)), qualityScore(Math.max(a, b))]
      expect(low).toBeLessThanOrEqual(high)
      for (const score of [low, high]) {
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true)
      }
    }),
  )
})

test('decibels and likeness say the same', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (ssim) => {
      expect(ssimOfDb(ssimDb(ssim))).toBeCloseTo(ssim, 9)
    }),
  )
})
