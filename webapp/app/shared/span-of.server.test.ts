import { expect, test } from 'vitest'
import { readTimeRange } from './domain/time-range.ts'
import { spanOf, zoneOf } from './span-of.server.ts'

const at = (time: string) => Date.parse(time)
const span = (search: string, now: string) =>
  spanOf(readTimeRange(new URLSearchParams(`zone=Europe/Istanbul&${search}`)), at(now))

test('last night is that of the clock on the wall, beside the night before', () => {
  expect(span('range=last-night', '2026-11-23T09:00:00Z')).toEqual({
    from: '2026-11-22T17:00:00.000Z',
    to: '2026-11-23T05:00:00.000Z',
    beforeFrom: '2026-11-21T17:00:00.000Z',
  })
})

test('a night that is not over ends now', () => {
  expect(span('range=last-night', '2026-11-23T01:00:00Z').to).toBe('2026-11-23T01:00:00.000Z')
})

test('last night is one night also beside days of 23 and 25 hours', () => {
  const inBerlin = (now: string) =>
    spanOf(readTimeRange(new URLSearchParams('zone=Europe/Berlin&range=last-night')), at(now))
  // The clocks go forward on 28 March 2027 and back on 31 October.
  expect(inBerlin('2027-03-28T22:30:00Z')).toEqual({
    from: '2027-03-28T18:00:00.000Z',
    to: '2027-03-28T22:30:00.000Z',
    beforeFrom: '2027-03-27T19:00:00.000Z',
  })
  expect(inBerlin('2027-10-31T22:30:00Z')).toMatchObject({
    from: '2027-10-30T18:00:00.000Z',
    to: '2027-10-31T07:00:00.000Z',
  })
})

test('a time that was typed is that of the zone, and one that is not whole is the last day', () => {
  const now = '2026-11-23T12:00:00Z'
  expect(span('range=custom&from=2026-11-20T10:00&to=2026-11-20T11:30', now)).toEqual({
    from: '2026-11-20T07:00:00.000Z',
    to: '2026-11-20T08:30:00.000Z',
  })
  for (const wrong of ['from=2026-11-20T10:00', 'from=2026-13-41T99:00&to=2026-11-20T11:30']) {
    expect(span(`range=custom&${wrong}`, now)).toEqual(span('range=24h', now))
  }
})

test('a zone that does not exist is that of the server', () => {
  expect(zoneOf({ zone: 'Mars/Olympus' })).toBe(zoneOf({ zone: '' }))
})
