import { expect, test } from 'vitest'
import { auditFilter, auditInput, auditQuery, valueText } from './audit-filter.ts'

const NOW = Date.parse('2026-11-28T12:00:00Z')
const filterOf = (query: string) => auditFilter(new URLSearchParams(query))

test('an address without filters asks for the last month of everything', () => {
  const filter = filterOf('')
  expect(auditInput(filter, ['channel.update'], NOW)).toEqual({ from: '2026-10-29T12:00:00.000Z' })
  expect(auditQuery(filter)).toBe('')
})

test('what is filtered by is in the address and comes back out of it', () => {
  const filter = filterOf('who=+ada&action=channel.update&text=50%25&address=192.0.2.1&range=all')
  expect(auditInput(filter, ['channel.update'], NOW)).toEqual({
    who: 'ada',
    action: 'channel.update',
    text: '50%',
    address: '192.0.2.1',
  })
  const again = auditFilter(new URLSearchParams(auditQuery(filter, { before: 'x' })))
  expect(again).toEqual(filter)
})

test('an action that there is not, and a range that there is not, narrow nothing', () => {
  const filter = filterOf('action=drop+table&range=ages')
  expect(auditInput(filter, ['channel.update'], NOW)).toEqual({ from: '2026-10-29T12:00:00.000Z' })
})

test.each([
  [null, '–'],
  ['', ''],
  [false, 'false'],
  [{ a: 1 }, '{"a":1}'],
])('the value %j is read as %s', (value, text) => {
  expect(valueText(value)).toBe(text)
})
