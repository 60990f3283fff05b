import { expect, test } from 'vitest'
import { loudnessShare } from './loudness-share.ts'

test('a bar is empty for silence, two thirds full at what broadcasters aim at, and never overflows', () => {
  expect(loudnessShare(-70)).toBe(0)
  expect(loudnessShare(-23)).toBeCloseTo(2 / 3, 1)
  expect(loudnessShare(3)).toBe(1)
})
