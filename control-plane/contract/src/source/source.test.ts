import { expect, test } from 'vitest'
import { SourceId } from '../ids.ts'
import { changedReading, SourceReadingInput } from './source.ts'
import { maskSource } from './source-mask.ts'

const headers = [{ name: 'X-Token', value: 'fourteen' }]

test('what is left out of a reading stays, null takes it away, and no list of headers is none', () => {
  const known = { program: 101, userAgent: 'VLC/3.0.20', headers }
  expect(changedReading(known, {})).toEqual(known)
  expect(changedReading(known, { program: null, referer: 'https://a.example/' })).toEqual({
    userAgent: 'VLC/3.0.20',
    headers,
    referer: 'https://a.example/',
  })
  expect(changedReading(known, { headers: [], userAgent: null })).toEqual({ program: 101 })
})

test('a header cannot carry a second line or another name than one', () => {
  const bad = [
    { userAgent: 'a\r\nX-Evil: 1' },
    { referer: 'a\nb' },
    { headers: [{ name: 'X: y', value: 'z' }] },
    { headers: [{ name: 'X', value: 'z\0' }] },
    { headers: Array.from({ length: 17 }, () => ({ name: 'X', value: 'z' })) },
  ]
  for (const input of bad) expect(SourceReadingInput.safeParse(input).success).toBe(false)
})

const LONGEST_VALUE = 1024

test.each<readonly [string, string]>([
  ['is too long', 'a'.repeat(LONGEST_VALUE + 1)],
  ['is far too long', 'a'.repeat(1_000_000)],
  ['is empty', ''],
  ['begins with a space', ' a'],
  ['ends with a tab', 'a\t'],
  ...Array.from({ length: 32 }, (_, code) => `a${String.fromCharCode(code)}b`)
    .concat('a\x7fb', '\x7f', 'a\x7f', 'a\x80b', 'aéb', 'a\u010ab', 'a\u560ab', 'a\ud800b')
    .map((value) => [`is ${JSON.stringify(value)}`, value] as const),
])('what a source is asked with is refused where it %s', (_what, value) => {
  const pathOf = (input: object) =>
    SourceReadingInput.safeParse(input).error?.issues.map(({ path }) => path.join('.'))
  expect(pathOf({ userAgent: value })).toContain('userAgent')
  expect(pathOf({ referer: value })).toContain('referer')
  expect(pathOf({ headers: [{ name: 'X-Token', value }] })).toContain('headers.0.value')
  expect(pathOf({ headers: [{ name: value, value: 'a' }] })).toContain('headers.0.name')
})

test('the longest value that there may be is taken, and of a name that is longer none', () => {
  const value = 'a'.repeat(LONGEST_VALUE)
  const reading = { userAgent: value, referer: value, headers: [{ name: 'X-Token', value }] }
  expect(SourceReadingInput.safeParse(reading).success).toBe(true)
  const named = { headers: [{ name: 'X'.repeat(65), value: 'a' }] }
  expect(SourceReadingInput.safeParse(named).success).toBe(false)
})

test('who may not run channels sees which headers are sent and none of what lets a reader in', () => {
  const source = {
    id: SourceId.parse('8c7a6a56-6d5e-4a34-9a4b-3b1f0a4b1c11'),
    url: 'https://a.example/live.m3u8',
    program: 7,
    userAgent: 'secret agent',
    referer: 'https://secret.example/',
    headers,
  }
  const shown = maskSource(source)
  expect(shown).toMatchObject({ program: 7, headers: [{ name: 'X-Token', value: '***' }] })
  expect(JSON.stringify(shown)).not.toMatch(/secret|fourteen/)
})
