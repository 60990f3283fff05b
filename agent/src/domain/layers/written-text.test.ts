import { expect, test } from 'vitest'
import { isRightToLeft, writtenText } from './written-text.ts'

test('text is drawn on one line, without what a font cannot draw', () => {
  expect(writtenText('  One\n\ttwo\0three \u2028 ')).toBe('One two three')
  expect(writtenText('a\ud800b')).toBe('a b')
  expect(writtenText('👍🏽 ❤️')).toBe('👍 ❤')
  expect(writtenText('a\u202eb\u2066c')).toBe('abc')
  expect(writtenText('I\u0307g\u0306')).toBe('İğ')
  expect(writtenText("%{n} \\: ';,[v0]")).toBe("%{n} \\: ';,[v0]")
})

test('text is read from the right where its first letter is', () => {
  expect(['مرحبا', '24: שלום', 'Hello مرحبا', '123', ''].map(isRightToLeft)).toEqual([
    ...[true, true, false, false, false],
  ])
})
