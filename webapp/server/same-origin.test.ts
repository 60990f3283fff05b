import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const post = (headers: Record<string, string>) =>
  isSameOrigin(new Request('http://own/login', { method: 'POST', headers }))

test('another site cannot send our forms', () => {
  expect(post({ 'sec-fetch-site': 'cross-site' })).toBe(false)
  expect(post({ 'sec-fetch-site': 'same-site' })).toBe(false)
  expect(post({ origin: 'https://evil.example', host: 'own' })).toBe(false)
  expect(post({ origin: 'null', host: 'own' })).toBe(false)
})

test('our own pages and programs that are no browsers can', () => {
  expect(post({ 'sec-fetch-site': 'same-origin' })).toBe(true)
  expect(post({ origin: 'http://own', host: 'own' })).toBe(true)
  expect(post({})).toBe(true)
})
