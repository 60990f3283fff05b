import { expect, test } from 'vitest'
import { quietUntil } from './quiet-hours.ts'

const nights = { from: '22:00', until: '06:00', criticalPasses: true }
const until = (now: string) =>
  quietUntil(
    { quietHours: nights, timeZone: 'Europe/Berlin' },
    'warning',
    new Date(now),
  )?.toISOString() ?? null

test('hours that run past midnight are those of one night, also of days of 23 and 25 hours', () => {
  // The clocks go forward on 28 March 2027 and back on 31 October.
  expect(until('2027-03-28T22:30:00Z')).toBe('2027-03-29T04:00:00.000Z')
  expect(until('2027-03-29T04:00:00Z')).toBe(null)
  expect(until('2027-10-31T22:30:00Z')).toBe('2027-11-01T05:00:00.000Z')
  expect(until('2027-10-31T05:30:00Z')).toBe(null)
})
