import { expect, test } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

test.each([
  ['Çocuk Bahçesi', 'cocuk-bahcesi'],
  ['IŞIK İstanbul Ğ', 'isik-istanbul-g'],
  ['../../etc/nginx', 'etc-nginx'],
  ['日本', 'channel'],
  ['__proto__', 'proto'],
  ['a'.repeat(100), 'a'.repeat(63)],
])('the slug of %j is %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

test('a slug that is taken gets the first free number, within 63 letters', () => {
  expect(freeSlug('a', new Set(['a', 'a-2']))).toBe('a-3')
  const long = 'b'.repeat(63)
  expect(freeSlug(long, new Set([long]))).toBe(`${'b'.repeat(61)}-2`)
})
