import { expect, test } from 'vitest'
import { isFromOwnPage } from './own-page.ts'

const isOurs = (headers: Record<string, string>) => isFromOwnPage(new Headers(headers), 'own')

test('a page of another site is not ours, of the same domain or not', () => {
  expect(isOurs({ 'sec-fetch-site': 'cross-site' })).toBe(false)
  expect(isOurs({ 'sec-fetch-site': 'same-site' })).toBe(false)
  expect(isOurs({ origin: 'https://evil.example' })).toBe(false)
  expect(isOurs({ origin: 'http://own:81' })).toBe(false)
  expect(isOurs({ origin: 'null' })).toBe(false)
})

test('what a browser says itself counts before the origin', () => {
  expect(isOurs({ 'sec-fetch-site': 'cross-site', origin: 'http://own' })).toBe(false)
  expect(isOurs({ 'sec-fetch-site': 'same-origin', origin: 'http://other' })).toBe(true)
})

test('our own pages are ours, and so is what comes from no page or from no browser', () => {
  expect(isOurs({ 'sec-fetch-site': 'none' })).toBe(true)
  expect(isOurs({ origin: 'http://own' })).toBe(true)
  expect(isOurs({ origin: 'https://own' })).toBe(true)
  expect(isOurs({})).toBe(true)
})
