import { expect, test } from 'vitest'
import { soundShare } from './sound-share.ts'

test('a bar is empty for silence, two thirds full at what broadcasters aim at, and never overflows', () => {
  expect(soundShare(-70)).toBe(0)
  expect(soundShare(-23)).toBeCloseTo(2 / 3, 1)
  expect(soundShare(3)).toBe(1)
})
