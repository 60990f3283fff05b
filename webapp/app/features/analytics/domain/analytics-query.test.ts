import { expect, test } from 'vitest'
import { readAnalyticsQuery, searchOf } from './analytics-query.ts'

const read = (search: string) => readAnalyticsQuery(new URLSearchParams(search))

test('what an address does not say, or says wrongly, is the last day by name', () => {
  const plain = { range: '24h', sort: 'name', order: 'asc', page: 1, from: '', to: '', zone: '' }
  expect(read('')).toEqual(plain)
  expect(read('range=year&sort=secret&order=up&page=-3')).toEqual(plain)
})

test('an address leads to the same page again, and a time that was typed is only of its own range', () => {
  const search =
    '?range=custom&from=2026-11-23T20%3A00&to=2026-11-24T08%3A00&sort=restarts&order=desc&page=2'
  expect(searchOf(read(search))).toBe(search)
  expect(searchOf(read(search), { range: '7d', page: 1 })).toBe(
    '?range=7d&sort=restarts&order=desc',
  )
})
