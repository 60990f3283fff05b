import { expect, test } from 'vitest'
import { knownSilence, missingSince, NO_SILENCE, type Silence, withSegment } from './silence.ts'

test('a short loss of audio is not told, one that lasts since when it began', () => {
  let silence: Silence = withSegment(NO_SILENCE, 2, 1000)
  expect(missingSince(silence)).toBeNull()
  silence = withSegment(silence, 2, 3000)
  expect(missingSince(silence)).toBe(1000)
  expect(missingSince(withSegment(silence, 0.1, 5000))).toBeNull()
})

test('a loss that was told before a restart goes on to be one until there is audio', () => {
  expect(missingSince(withSegment(knownSilence(77), 2, 1000))).toBe(77)
  expect(missingSince(knownSilence(null))).toBeNull()
})
