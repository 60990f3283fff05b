import { expect, test } from 'vitest'
import { safeReturnTo } from './return-to.ts'

test('a path of our own is kept with its query', () => {
  expect(safeReturnTo('/channels/1?view=list')).toBe('/channels/1?view=list')
})

test('nothing leads to another site', () => {
  const foreign = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '',
    null,
  ]
  for (const wanted of foreign) expect(safeReturnTo(wanted)).toBe('/')
})

test('nobody is sent in a circle through log in or log out', () => {
  expect(safeReturnTo('/login?returnTo=/login')).toBe('/')
  expect(safeReturnTo('/logout')).toBe('/')
})
