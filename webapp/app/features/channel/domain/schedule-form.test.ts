import { CreateChannelInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import {
  EMPTY_SCHEDULE,
  editSchedule,
  formOfSchedule,
  parseScheduleEdit,
  readScheduleForm,
  toSchedule,
} from './schedule-form.ts'
import { dayNames, dayRuns, onAirNow } from './schedule-words.ts'

const SCHEDULE = {
  timeZone: 'Europe/Istanbul',
  weekly: [{ days: [1, 2, 3, 4, 5], start: '08:00', end: '02:00' }],
  oneOff: [{ from: '2026-12-31T17:00:00.000Z', until: '2026-12-31T23:00:00.000Z', onAir: false }],
}

test('a stored schedule survives the form unchanged, in the zone of the schedule', () => {
  const values = formOfSchedule(SCHEDULE)
  expect(values.oneOff[0]).toMatchObject({ from: '2026-12-31T20:00', until: '2027-01-01T02:00' })
  expect(toSchedule(values)).toEqual(SCHEDULE)
  expect(toSchedule(formOfSchedule(null))).toBeNull()
})

test('a sent form is read as it was typed', () => {
  const data = new FormData()
  data.set('schedule.on', 'on')
  data.set('schedule.timeZone', 'Europe/Berlin')
  data.set('schedule.weekly.0.start', '06:00')
  data.set('schedule.weekly.0.end', '23:30')
  for (const day of ['1', '7']) data.append('schedule.weekly.0.days', day)
  data.set('schedule.oneOff.0.from', '2026-07-01T10:00')
  data.set('schedule.oneOff.0.until', '2026-07-01T12:00')
  data.set('schedule.oneOff.0.onAir', 'off')
  expect(toSchedule(readScheduleForm(data))).toEqual({
    timeZone: 'Europe/Berlin',
    weekly: [{ days: [1, 7], start: '06:00', end: '23:30' }],
    oneOff: [{ from: '2026-07-01T08:00:00.000Z', until: '2026-07-01T10:00:00.000Z', onAir: false }],
  })
})

test('what is not complete reaches the API, which names the field', () => {
  const values = editSchedule(
    { ...EMPTY_SCHEDULE, on: true, timeZone: 'Nowhere/City' },
    { list: 'oneOff', kind: 'add', index: 0 },
    'new',
  )
  const body = { name: 'x', sources: [{ url: 'testcard://' }], schedule: toSchedule(values) }
  const paths = CreateChannelInput.safeParse(body).error?.issues.map(({ path }) => path.join('.'))
  expect(paths).toEqual(
    expect.arrayContaining([
      'schedule.timeZone',
      'schedule.oneOff.0.from',
      'schedule.oneOff.0.until',
    ]),
  )
})

test('rows are added and removed by buttons that need no JavaScript', () => {
  const edit = (intent: string, values = formOfSchedule(SCHEDULE)) => {
    const parsed = parseScheduleEdit(intent)
    return parsed && editSchedule(values, parsed, 'new')
  }
  expect(edit('weekly:add:0')?.weekly).toHaveLength(2)
  expect(edit('oneOff:remove:0')?.oneOff).toEqual([])
  expect(edit('save')).toBeNull()
})

test('the next change is the one viewers notice, not the edge between two windows', () => {
  const weekly = [
    { days: [1], start: '08:00', end: '12:00' },
    { days: [1], start: '12:00', end: '20:00' },
  ]
  const monday = Date.parse('2026-11-23T06:00:00Z')
  const schedule = { timeZone: 'Europe/Istanbul', weekly, oneOff: [] }
  expect(onAirNow(schedule, monday)).toEqual({
    onAir: true,
    changesAt: Date.parse('2026-11-23T17:00:00Z'),
  })
  const always = {
    ...schedule,
    weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '00:00' }],
  }
  expect(onAirNow(always, monday)).toEqual({ onAir: true, changesAt: null })
})

test('days in a row are said as one, in the words of the language', () => {
  expect(dayRuns([5, 1, 2, 3, 7])).toEqual([
    { from: 1, to: 3 },
    { from: 5, to: 5 },
    { from: 7, to: 7 },
  ])
  expect(dayNames('tr-TR', 'long')[0]).toBe('Pazartesi')
  expect(dayNames('en-GB', 'short')[6]).toBe('Sun')
})
