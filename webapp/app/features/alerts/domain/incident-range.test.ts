import { expect, test } from 'vitest'
import { lastNight, readRange } from './incident-range.ts'

const local = (day: number, hour: number) => new Date(2026, 10, day, hour)
const now = new Date('2026-11-27T09:00:00Z')

test('the last night is the one that has begun: in the morning and by day it is over, in the evening it runs', () => {
  expect(lastNight(local(27, 7))).toEqual({ from: local(26, 20), until: local(27, 8) })
  expect(lastNight(local(27, 15))).toEqual({ from: local(26, 20), until: local(27, 8) })
  expect(lastNight(local(27, 21))).toEqual({ from: local(27, 20), until: local(28, 8) })
})

test('an address that says nothing, or nothing that is a range, asks for the last day', () => {
  const day = { name: 'day', from: '2026-11-26T09:00:00.000Z', until: null }
  expect(readRange(new URLSearchParams(), now)).toEqual(day)
  expect(readRange(new URLSearchParams('range=ever&from=once'), now)).toEqual(day)
})

test('instants of the address count before its name', () => {
  const params = new URLSearchParams('range=night&from=2026-11-01T00:00:00Z')
  expect(readRange(params, now)).toMatchObject({ name: 'night', from: '2026-11-01T00:00:00.000Z' })
})
