import fc from 'fast-check'
import { expect, test } from 'vitest'
import { healthMessage } from '../messages/health-message.ts'
import { ENGLISH } from '../messages/in-english.ts'
import { TURKISH } from '../messages/in-turkish.ts'
import { renderMessage } from '../messages/render.ts'
import { HealthCode } from './channel-health.ts'
import { FAILURE_KINDS, levelOfEvent } from './event-level.ts'
import { HEALTH_LEVELS, healthRank, isAtLeast, needsEye, worstLevel } from './health-level.ts'

const level = fc.constantFrom(...HEALTH_LEVELS)

test('the order of levels is total', () => {
  fc.assert(
    fc.property(level, level, level, (a, b, c) => {
      expect(isAtLeast(a, b) || isAtLeast(b, a)).toBe(true)
      if (isAtLeast(a, b) && isAtLeast(b, a)) expect(a).toBe(b)
      if (isAtLeast(a, b) && isAtLeast(b, c)) expect(isAtLeast(a, c)).toBe(true)
    }),
  )
})

test('the worst of levels is one of them, and none of them is worse', () => {
  fc.assert(
    fc.property(fc.array(level, { minLength: 1 }), (levels) => {
      const worst = worstLevel(levels)
      expect(levels).toContain(worst)
      expect(levels.every((other) => healthRank(other) <= healthRank(worst))).toBe(true)
    }),
  )
  expect(worstLevel([])).toBe('off')
})

test('what is off, well or on its way needs nobody, and everything else does', () => {
  expect(HEALTH_LEVELS.filter((one) => !needsEye(one))).toEqual(['off', 'well', 'pending'])
})

test('every code has a sentence in both languages, and no two say the same', () => {
  for (const language of [ENGLISH, TURKISH]) {
    const sentences = HealthCode.options.map(
      (code) => renderMessage(language, healthMessage(code)) ?? '',
    )
    expect(sentences.every((text) => text.endsWith('.'))).toBe(true)
    expect(new Set(sentences).size).toBe(sentences.length)
  }
})

test('an alarm of a channel that viewers went on getting is not that they got nothing', () => {
  expect(levelOfEvent('alarm-raised', { onAir: true })).toBe('impaired')
  expect(levelOfEvent('alarm-raised', { onAir: false })).toBe('dark')
  expect(levelOfEvent('alarm-raised', {})).toBe('dark')
})

test('an end that was asked for is no failure, one that was not is', () => {
  expect(levelOfEvent('run-exited', { asked: true })).toBe('off')
  expect(levelOfEvent('run-exited', { asked: false })).toBe('dark')
  expect([...FAILURE_KINDS].sort()).toEqual(
    [
      'content-raised',
      ...['alarm-raised', 'gave-up', 'refused', 'run-exited', 'slate-on', 'sound-lost', 'stalled'],
    ].sort(),
  )
})
