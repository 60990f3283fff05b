import type { QualitySchedule } from '@cashbacktv/contract'

/** The schedule of quality measurements as it is typed. The times are what clocks of the zone show. */
export type QualityScheduleForm = {
  enabled: boolean
  days: number[]
  start: string
  end: string
  timeZone: string
}

export const QUALITY_SCHEDULE_FIELDS = ['enabled', 'days', 'start', 'end', 'timeZone'] as const

export function formOfQualitySchedule(schedule: QualitySchedule): QualityScheduleForm {
  const { enabled, timeZone, weekly } = schedule
  return { enabled, days: [...weekly.days], start: weekly.start, end: weekly.end, timeZone }
}

export function readQualityScheduleForm(form: FormData): QualityScheduleForm {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    enabled: form.has('enabled'),
    days: form.getAll('days').map(Number),
    start: text('start'),
    end: text('end'),
    timeZone: text('timeZone'),
  }
}

/** What the form makes of it, for the contract to judge. */
export function qualityScheduleBody(form: QualityScheduleForm): QualitySchedule {
  const { enabled, timeZone, days, start, end } = form
  return { enabled, timeZone, weekly: { days, start, end } }
}
