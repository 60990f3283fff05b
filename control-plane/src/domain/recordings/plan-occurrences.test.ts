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

test('what lies in the hour that spring skips is left out, and no other day with it', () => {
  // The clocks go from 02:00 to 03:00 on 28 March 2027.
  const span = ['2027-03-26T12:00:00Z', '2027-03-29T12:00:00Z'] as const
  const nights = { days: [6, 7, 1], start: '02:00', end: '02:30' }
  expect(ask(nights, ...span)).toEqual([
    ['03-27T01:00', '03-27T01:30'],
    ['03-29T00:00', '03-29T00:30'],
  ])
  // What reaches out of it is there as far as it does.
  expect(ask({ days: [7], start: '02:30', end: '03:15' }, ...span)).toEqual([
    ['03-28T01:00', '03-28T01:15'],
  ])
})

test('one of the evening of a day of 23 hours is found after midnight', () => {
  const evening = { days: [7], start: '22:00', end: '06:00' }
  expect(ask(evening, '2027-03-28T22:30:00Z', '2027-03-28T22:31:00Z')).toEqual([
    ['03-28T20:00', '03-29T04:00'],
  ])
})
