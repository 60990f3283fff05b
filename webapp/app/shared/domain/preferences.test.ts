import { expect, test } from 'vitest'
import { resolvePreferences } from './preferences.ts'

const language = (cookie: string | null, header: string | null) =>
  resolvePreferences({ language: cookie, theme: null }, header).language

test('a choice made once wins over what the browser asks for', () => {
  expect(language('en', 'tr')).toBe('en')
})

test('the browser is given the language it wants most among those there are', () => {
  expect(language(null, 'de, en;q=0.5, tr-TR;q=0.9')).toBe('tr')
  expect(language(null, 'tr;q=0, en;q=0.1')).toBe('en')
})

test('nonsense means English and the theme of the system', () => {
  expect(resolvePreferences({ language: 'xx', theme: 'pink' }, ';;;,q=')).toEqual({
    language: 'en',
    theme: 'system',
  })
})
