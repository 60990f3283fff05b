import { expect, test } from 'vitest'
import { readKeyLife } from './key-life.ts'

function life(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return readKeyLife(form)
}

test('a number of days, or none', () => {
  expect(life({ days: '90', until: '2026-01-01' })).toEqual({ expiresInDays: 90 })
  expect(life({ days: '0' })).toEqual({ expiresInDays: null })
  expect(life({})).toEqual({ expiresInDays: null })
})

test('a date counts to its end where the person is', () => {
  const until = { days: 'date', until: '2026-12-31' }
  expect(life({ ...until, timeZone: 'Europe/Istanbul' })).toEqual({
    expiresAt: '2026-12-31T21:00:00.000Z',
  })
  expect(life({ ...until, timeZone: 'nowhere' })).toEqual({ expiresAt: '2027-01-01T00:00:00.000Z' })
})

test.each(['', 'tomorrow', '2026-13-01', '2026-02-31x'])(
  'what is no date never becomes a key without end (%s)',
  (until) => {
    expect(life({ days: 'date', until, timeZone: 'UTC' })).toEqual({ expiresAt: until })
  },
)
