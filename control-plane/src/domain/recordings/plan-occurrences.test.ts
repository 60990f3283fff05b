import { expect, test } from 'vitest'
import { occurrences } from './plan-occurrences.ts'

const ask = (weekly: { days: number[]; start: string; end: string }, from: string, to: string) =>
  occurrences({ timeZone: 'Europe/Berlin', weekly }, new Date(from), new Date(to)).map(
    ({ startsAt, endsAt }) => [
      startsAt.toISOString().slice(5, 16),
      endsAt.toISOString().slice(5, 16),
    ],
  )

test('a plan records on its days, by the clocks of its zone, also when these are changed', () => {
  const sundays = { days: [7], start: '20:00', end: '21:00' }
  // The clocks go back on 25 October 2026.
  expect(ask(sundays, '2026-10-17T00:00:00Z', '2026-10-27T00:00:00Z')).toEqual([
    ['10-18T18:00', '10-18T19:00'],
    ['10-25T19:00', '10-25T20:00'],
  ])
})

test('one that runs past midnight is found while it lasts', () => {
  const nights = { days: [6], start: '23:00', end: '01:00' }
  expect(ask(nights, '2026-11-28T23:30:00Z', '2026-11-29T12:00:00Z')).toEqual([
    ['11-28T22:00', '11-29T00:00'],
  ])
  expect(ask(nights, '2026-11-29T00:00:00Z', '2026-11-29T12:00:00Z')).toEqual([])
})
