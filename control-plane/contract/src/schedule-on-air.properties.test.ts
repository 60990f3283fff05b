import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Schedule, WeeklyWindow } from './schedule.ts'
import { isOnAir } from './schedule-on-air.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WATCHED = 2 * DAY

/** Zones, and the days of 2026 on which their clocks are moved: never, by an hour, by half an hour. */
const ZONES: Record<string, string[]> = {
  'Europe/Istanbul': [],
  'Europe/Berlin': ['03-29', '10-25'],
  'America/New_York': ['03-08', '11-01'],
  'Australia/Lord_Howe': ['04-05', '10-04'],
}
/** Half a day before. */
const transitionsOf = (zone: string) =>
  (ZONES[zone] ?? []).map((day) => Date.parse(`2026-${day}T00:00:00Z`) - 12 * HOUR)

const minuteOfDay = fc.nat(1439).map((minutes) => {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
})
/** Most windows near the hours in which clocks are moved. */
const time = fc.oneof(minuteOfDay, fc.constantFrom('01:30', '02:00', '02:15', '02:59', '03:00'))
const window = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  start: time,
  end: time,
})
const anyInstant = fc
  .nat(364 * 24 * 60)
  .map((minute) => Date.parse('2026-01-01T00:00:00Z') + minute * MINUTE)
const zoneAndStart = fc.constantFrom(...Object.keys(ZONES)).chain((timeZone) => {
  const moved = transitionsOf(timeZone).map((at) => fc.constant(at))
  return fc.record({ timeZone: fc.constant(timeZone), start: fc.oneof(anyInstant, ...moved) })
})

/** A schedule and an instant whose next two days are looked at. */
const watched = zoneAndStart.chain(({ timeZone, start }) => {
  const oneOff = fc
    .record({
      at: fc.integer({ min: -HOUR, max: WATCHED }),
      lasts: fc.integer({ min: 1000, max: DAY }),
      onAir: fc.boolean(),
    })
    .map(({ at, lasts, onAir }) => ({
      from: new Date(start + at).toISOString(),
      until: new Date(start + at + lasts).toISOString(),
      onAir,
    }))
  const schedule: fc.Arbitrary<Schedule> = fc.record({
    timeZone: fc.constant(timeZone),
    weekly: fc.array(window, { maxLength: 4 }),
    oneOff: fc.array(oneOff, { maxLength: 3 }),
  })
  return fc.record({ schedule, start: fc.constant(start) })
})

describe('any schedule in any zone', () => {
  it('is on air in exactly the minutes in which its clock says so', () => {
    fc.assert(
      fc.property(watched, ({ schedule, start }) => {
        const changes = follow(schedule, start)
        const clock = clockOnTheWall(schedule.timeZone, start)
        for (let at = start; at < start + WATCHED; at += MINUTE) {
          const said = changes.findLast((change) => change.at <= at)?.onAir
          const truth = onAirByClock(schedule, at, clock(at))
          if (said !== truth)
            throw new Error(`${new Date(at).toISOString()}: ${said}, not ${truth}`)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('says the same at any instant between two of its changes, which are never in the past', () => {
    fc.assert(
      fc.property(watched, fc.integer({ min: 0, max: WATCHED }), ({ schedule, start }, after) => {
        const wall = start + after
        const { onAir, until } = isOnAir(schedule, wall)
        expect(onAir).toBe(follow(schedule, start).findLast(({ at }) => at <= wall)?.onAir)
        if (until === null) return
        expect(until).toBeGreaterThan(wall)
        expect(isOnAir(schedule, until - 1).onAir).toBe(onAir)
      }),
      { numRuns: 100 },
    )
  })

  it('always has a next change while it has weekly windows, within eight days', () => {
    fc.assert(
      fc.property(watched, ({ schedule, start }) => {
        const { until } = isOnAir(schedule, start)
        if (schedule.weekly.length === 0) return
        expect(until).not.toBeNull()
        expect(until ?? 0).toBeLessThan(start + 8 * DAY)
      }),
      { numRuns: 100 },
    )
  })

  it('does not depend on the order in which its windows are written', () => {
    fc.assert(
      fc.property(watched, ({ schedule, start }) => {
        const turned = { ...schedule, weekly: [...schedule.weekly].reverse() }
        expect(isOnAir(turned, start)).toEqual(isOnAir(schedule, start))
      }),
      { numRuns: 100 },
    )
  })
})

type Change = { at: number; onAir: boolean }

/** From one next change to the next, as a host does. */
function follow(schedule: Schedule, start: number): Change[] {
  const changes: Change[] = []
  for (let at: number | null = start; at !== null && at < start + WATCHED; ) {
    const { onAir, until } = isOnAir(schedule, at)
    changes.push({ at, onAir })
    if (until !== null && until <= at) throw new Error(`${until} is not after ${at}`)
    at = until
  }
  return changes
}

/**
 * What a clock on the wall shows, read minute by minute, once it has shown it: when it is set back,
 * what it shows again has been already.
 */
function clockOnTheWall(timeZone: string, start: number): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const shown = new Map<number, string>()
  let latest = ''
  const first = Math.floor(start / MINUTE) * MINUTE
  for (let at = first - 3 * HOUR; at <= start + WATCHED; at += MINUTE) {
    const now = format.format(at)
    if (now > latest) latest = now
    shown.set(at, latest)
  }
  return (at) => shown.get(Math.floor(at / MINUTE) * MINUTE) ?? ''
}

function onAirByClock({ weekly, oneOff }: Schedule, at: number, clock: string): boolean {
  if (weekly.length === 0 && oneOff.length === 0) return true
  const current = oneOff
    .filter((stretch) => Date.parse(stretch.from) <= at && at < Date.parse(stretch.until))
    .reduce<Schedule['oneOff'][number] | null>(
      (last, stretch) => (last === null || stretch.from > last.from ? stretch : last),
      null,
    )
  if (current !== null) return current.onAir
  if (weekly.length === 0) return !oneOff.some(({ onAir }) => onAir)
  return weekly.some((candidate) => isInWindow(candidate, clock))
}

/** `clock` is `2026-03-29 02:30`. A window of yesterday may still run. */
function isInWindow({ days, start, end }: WeeklyWindow, clock: string): boolean {
  const today = clock.slice(0, 10)
  return [dayAfter(today, -1), today].some((day) => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
    const endDay = end <= start ? dayAfter(day, 1) : day
    return days.includes(weekday) && clock >= `${day} ${start}` && clock < `${endDay} ${end}`
  })
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}
