import { PutQualityScheduleInput, QualitySchedule } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import {
  formOfQualitySchedule,
  qualityScheduleBody,
  readQualityScheduleForm,
} from './quality-schedule-form.ts'

test.each([
  QualitySchedule.parse({}),
  QualitySchedule.parse({
    enabled: true,
    timeZone: 'UTC',
    weekly: { days: [6, 7], start: '23:00', end: '04:30' },
  }),
])('what is shown and sent unchanged is the same schedule', (schedule) => {
  const form = new FormData()
  const { enabled, days, ...texts } = formOfQualitySchedule(schedule)
  if (enabled) form.set('enabled', 'on')
  for (const day of days) form.append('days', String(day))
  for (const [name, value] of Object.entries(texts)) form.set(name, value)
  const body = qualityScheduleBody(readQualityScheduleForm(form))
  expect(PutQualityScheduleInput.parse(body)).toEqual(schedule)
})

test('without a day it is refused at the days, whatever else was typed', () => {
  const form = new FormData()
  for (const [name, value] of [
    ['start', '3'],
    ['end', '05:00'],
    ['timeZone', 'UTC'],
  ] as const)
    form.set(name, value)
  const judged = PutQualityScheduleInput.safeParse(
    qualityScheduleBody(readQualityScheduleForm(form)),
  )
  expect(judged.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'weekly.days',
    'weekly.start',
  ])
})
