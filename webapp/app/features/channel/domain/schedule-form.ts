import type { Schedule } from '@cashbacktv/contract'
import { MOST_ONE_OFF, MOST_WEEKLY } from '@cashbacktv/contract/list-lengths'
import { isKnownTimeZone, localInstant } from '@cashbacktv/contract/local-time'

export type WeeklyRow = { key: string; days: number[]; start: string; end: string }
/** `from` and `until` are what clocks of the schedule's zone show, `2026-12-31T20:00`. */
export type OneOffRow = { key: string; from: string; until: string; onAir: boolean }

/** A schedule as it is typed. `on` false: always on air while switched on. */
export type ScheduleValues = {
  on: boolean
  timeZone: string
  weekly: WeeklyRow[]
  oneOff: OneOffRow[]
}

export const DEFAULT_ZONE = 'Europe/Istanbul'
export const EMPTY_SCHEDULE: ScheduleValues = {
  on: false,
  timeZone: DEFAULT_ZONE,
  weekly: [],
  oneOff: [],
}
export const DAYS = [1, 2, 3, 4, 5, 6, 7]

export function formOfSchedule(schedule: Schedule | null): ScheduleValues {
  if (!schedule) return EMPTY_SCHEDULE
  const { timeZone, weekly, oneOff } = schedule
  return {
    on: true,
    timeZone,
    weekly: weekly.map((row, index) => ({ ...row, key: `week-${index}` })),
    oneOff: oneOff.map(({ from, until, onAir }, index) => ({
      key: `once-${index}`,
      from: toLocalText(from, timeZone),
      until: toLocalText(until, timeZone),
      onAir,
    })),
  }
}

export function readScheduleForm(data: FormData): ScheduleValues {
  const text = (name: string) => String(data.get(name) ?? '').trim()
  const weekly: WeeklyRow[] = []
  for (let n = 0; n < MOST_WEEKLY && data.has(`schedule.weekly.${n}.start`); n += 1) {
    const at = `schedule.weekly.${n}`
    const days = data.getAll(`${at}.days`).map(Number)
    weekly.push({ key: `week-${n}`, days, start: text(`${at}.start`), end: text(`${at}.end`) })
  }
  const oneOff: OneOffRow[] = []
  for (let n = 0; n < MOST_ONE_OFF && data.has(`schedule.oneOff.${n}.from`); n += 1) {
    const at = `schedule.oneOff.${n}`
    const onAir = text(`${at}.onAir`) !== 'off'
    oneOff.push({ key: `once-${n}`, from: text(`${at}.from`), until: text(`${at}.until`), onAir })
  }
  const timeZone = text('schedule.timeZone') || DEFAULT_ZONE
  return { on: data.get('schedule.on') === 'on', timeZone, weekly, oneOff }
}

/** What the API wants. What cannot be understood goes as it is typed, so that the API names the field. */
export function toSchedule({ on, timeZone, weekly, oneOff }: ScheduleValues): Schedule | null {
  if (!on) return null
  return {
    timeZone,
    weekly: weekly.map(({ days, start, end }) => ({ days, start, end })),
    oneOff: oneOff.map(({ from, until, onAir }) => ({
      from: toInstant(from, timeZone),
      until: toInstant(until, timeZone),
      onAir,
    })),
  }
}

export type ScheduleEdit = { list: 'weekly' | 'oneOff'; kind: 'add' | 'remove'; index: number }

/** Reads `weekly:remove:2`, the value of a button that works without JavaScript too. */
export function parseScheduleEdit(intent: string): ScheduleEdit | null {
  const match = /^(weekly|oneOff):(add|remove):(\d{1,3})$/.exec(intent)
  if (!match) return null
  const [, list, kind, index] = match
  return {
    list: list as ScheduleEdit['list'],
    kind: kind as ScheduleEdit['kind'],
    index: Number(index),
  }
}

export function editSchedule(
  values: ScheduleValues,
  { list, kind, index }: ScheduleEdit,
  newKey: string,
): ScheduleValues {
  if (kind === 'remove') {
    const kept = <T>(rows: T[]) => rows.filter((_, at) => at !== index)
    return list === 'weekly'
      ? { ...values, weekly: kept(values.weekly) }
      : { ...values, oneOff: kept(values.oneOff) }
  }
  if (list === 'weekly') {
    const row = { key: newKey, days: DAYS, start: '08:00', end: '23:00' }
    return { ...values, weekly: [...values.weekly, row] }
  }
  const row = { key: newKey, from: '', until: '', onAir: true }
  return { ...values, oneOff: [...values.oneOff, row] }
}

/** `2026-12-31T20:00` as clocks of the zone show the instant. */
export function toLocalText(instant: string, timeZone: string): string {
  if (!isKnownTimeZone(timeZone)) return instant.slice(0, 16)
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return parts.format(new Date(instant)).replace(' ', 'T')
}

/** The instant at which clocks of the zone show so; what cannot be understood stays as it is. */
export function toInstant(text: string, timeZone: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(text)
  if (!match || !isKnownTimeZone(timeZone)) return text
  const [, year, month, day, time] = match
  const date = { year: Number(year), month: Number(month), day: Number(day) }
  return new Date(localInstant(date, time ?? '', timeZone)).toISOString()
}
