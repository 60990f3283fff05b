import type { ChannelHealth, Reason } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { sectionTones } from './section-tones.ts'

const tones = (
  level: ChannelHealth['level'],
  code: ChannelHealth['code'],
  rest: {
    reason?: Reason['class']
    warnings?: number
    conditions?: number
    isOnBackup?: boolean
  } = {},
) => {
  const { reason, warnings = 0, conditions = 0, isOnBackup = false } = rest
  const known = {
    health: { level, code },
    reason: reason ? { class: reason } : null,
    warnings,
    conditions,
    isOnBackup,
  }
  return Object.fromEntries(sectionTones(known))
}

test('where all is well, or nothing is wanted, no part is marked', () => {
  expect(tones('well', 'live')).toEqual({})
  expect(tones('off', 'off')).toEqual({})
})

test('a lost source is marked at the sources, a failed encoder and a lost host at the encoder', () => {
  expect(tones('slate', 'slate')).toEqual({ 'on-air': 'bad', sources: 'bad' })
  expect(tones('dark', 'retrying', { reason: 'network' })).toMatchObject({ sources: 'bad' })
  expect(tones('dark', 'failed', { reason: 'encoding' })).toMatchObject({ encoder: 'bad' })
  expect(tones('unknown', 'host-silent')).toEqual({ 'on-air': 'bad', encoder: 'bad' })
})

test('what is on air and wrong is a warning where it can be looked at', () => {
  expect(tones('impaired', 'content-black')).toEqual({ 'on-air': 'warning', content: 'warning' })
  expect(tones('well', 'live', { conditions: 1 })).toEqual({ content: 'warning' })
  expect(tones('well', 'live', { warnings: 1 })).toEqual({ sources: 'warning' })
  expect(tones('well', 'live', { isOnBackup: true })).toEqual({ sources: 'warning' })
})

test('a channel that is starting is not called broken', () => {
  expect(tones('pending', 'starting')).toEqual({})
})
