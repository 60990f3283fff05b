import { expect, test } from 'vitest'
import { isMoving, partsOf } from './playable.ts'
import { readRecordForm, recordBody } from './record-form.ts'
import { readWeeklyForm, weeklyBody } from './weekly-form.ts'

const ID = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'

function filled(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return recordBody(readRecordForm(form), {})
}

test('what is left empty is left to the server, and times are by the clock of the zone', () => {
  expect(filled({ channelId: ID, name: ' News ', from: '', to: '', keepDays: '' })).toEqual({
    channelId: ID,
    name: 'News',
    isExported: false,
    isUploaded: false,
    keepDays: null,
  })
  const timeZone = 'Europe/Istanbul'
  const whole = { from: '2026-11-28T20:00', to: '2026-11-28T21:30', timeZone, keepDays: '7' }
  expect(
    filled({ channelId: ID, name: 'News', isExported: 'on', isUploaded: 'on', ...whole }),
  ).toMatchObject({
    from: '2026-11-28T17:00:00.000Z',
    to: '2026-11-28T18:30:00.000Z',
    keepDays: 7,
    isExported: true,
    isUploaded: true,
  })
  expect(filled({ rollingHours: '6' })).toMatchObject({ rollingHours: 6 })
})

test('days and times of a weekly recording are told with the zone they are of', () => {
  const form = new FormData()
  const fields = { channelId: ID, name: 'News', start: '19:00', end: '20:00', timeZone: 'UTC' }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const day of ['1', '5']) form.append('days', day)
  expect(weeklyBody(readWeeklyForm(form), {})).toEqual({
    channelId: ID,
    name: 'News',
    timeZone: 'UTC',
    isExported: false,
    isUploaded: false,
    keepDays: null,
    weekly: { days: [1, 5], start: '19:00', end: '20:00' },
  })
})

const observed = {
  id: ID,
  state: 'kept',
  seconds: 1,
  bytes: 1,
  seams: 0,
  gaps: 0,
  missingSeconds: 0,
  begin: '2026-11-28T00:00:00.000Z',
  end: '2026-11-28T13:00:00.000Z',
} as Parameters<typeof partsOf>[0]['observed']

test('a recording is played in parts of six hours, each with its end', () => {
  const parts = partsOf({ playUrl: 'https://edge.example/index.m3u8', observed })
  expect(parts.map(({ from, to }) => [from.slice(11, 16), to.slice(11, 16)])).toEqual([
    ['00:00', '06:00'],
    ['06:00', '12:00'],
    ['12:00', '13:00'],
  ])
  expect(parts[2]?.address).toContain('end=2026-11-28T13%3A00%3A00.000Z')
  expect(partsOf({ playUrl: '', observed: null })).toEqual([])
})

test('what runs, is not known yet or has a file in the making is looked at again', () => {
  const upload = { state: 'uploading' as const, progress: 0.5, address: null, reason: null }
  expect(isMoving({ observed: observed && { ...observed, upload } }, true)).toBe(true)
  expect([isMoving({ observed }, false), isMoving({ observed }, true)]).toEqual([true, false])
  expect(isMoving({ observed: null }, true)).toBe(true)
  // It is over, and its last slots are still to come.
  const last = observed && { ...observed, state: 'recording' as const }
  expect(isMoving({ observed: last }, true)).toBe(true)
})
