import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Schedule } from './schedule.ts'
import { isOnAir } from './schedule-on-air.ts'

function weekly(timeZone: string, start: string, end: string, days = EVERY_DAY): Schedule {
  return { timeZone, weekly: [{ days, start, end }], oneOff: [] }
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const at = (instant: string) => Date.parse(instant)
const onAir = (schedule: Schedule | null, instant: string) => isOnAir(schedule, at(instant)).onAir
const HOUR = 3_600_000

/** Hours on air between two instants, looked at every five minutes. */
function hoursOnAir(schedule: Schedule, from: string, until: string): number {
  let hours = 0
  for (let wall = at(from); wall < at(until); wall += HOUR / 12) {
    if (isOnAir(schedule, wall).onAir) hours += 1 / 12
  }
  return Math.round(hours * 12) / 12
}

describe('isOnAir', () => {
  it('is always on air without a schedule', () => {
    expect(isOnAir(null, 0)).toEqual({ onAir: true, until: null })
  })

  it('reads windows in the time zone of the channel', () => {
    const istanbul = weekly('Europe/Istanbul', '09:00', '17:00')
    expect(onAir(istanbul, '2026-07-01T05:59:59Z')).toBe(false)
    expect(onAir(istanbul, '2026-07-01T06:00:00Z')).toBe(true)
    expect(onAir(istanbul, '2026-07-01T14:00:00Z')).toBe(false)
    expect(isOnAir(istanbul, at('2026-07-01T06:00:00Z')).until).toBe(at('2026-07-01T14:00:00Z'))
  })

  it('runs past midnight into the next day, and only after its own days', () => {
    const fridayNight = weekly('Europe/Istanbul', '22:00', '02:00', [5])
    expect(onAir(fridayNight, '2026-07-03T19:30:00Z')).toBe(true)
    expect(onAir(fridayNight, '2026-07-03T22:30:00Z')).toBe(true)
    expect(onAir(fridayNight, '2026-07-03T23:00:00Z')).toBe(false)
    expect(onAir(fridayNight, '2026-07-02T22:30:00Z')).toBe(false)
  })

  it('keeps local hours through the change to summer time and back', () => {
    const berlin = weekly('Europe/Berlin', '20:00', '22:00')
    expect(onAir(berlin, '2026-03-28T19:30:00Z')).toBe(true)
    expect(onAir(berlin, '2026-03-29T18:30:00Z')).toBe(true)
    expect(onAir(berlin, '2026-03-29T20:00:00Z')).toBe(false)
  })

  it('starts when the clock has jumped if its start is in the hour that spring skips', () => {
    const night = weekly('Europe/Berlin', '02:30', '04:00')
    expect(isOnAir(night, at('2026-03-29T00:00:00Z')).until).toBe(at('2026-03-29T01:00:00Z'))
    expect(hoursOnAir(night, '2026-03-28T22:00:00Z', '2026-03-29T10:00:00Z')).toBe(1)
  })

  it('runs once in the hour that autumn repeats', () => {
    const night = weekly('Europe/Berlin', '02:00', '02:30')
    expect(hoursOnAir(night, '2026-10-24T22:00:00Z', '2026-10-25T10:00:00Z')).toBe(0.5)
  })

  it('lets a one-off stretch put it on or take it off while it lasts', () => {
    const schedule: Schedule = {
      ...weekly('Europe/Istanbul', '09:00', '17:00'),
      oneOff: [
        { from: '2026-07-01T08:00:00Z', until: '2026-07-01T09:00:00Z', onAir: false },
        { from: '2026-07-01T20:00:00Z', until: '2026-07-01T21:00:00Z', onAir: true },
      ],
    }
    expect(onAir(schedule, '2026-07-01T07:59:00Z')).toBe(true)
    expect(onAir(schedule, '2026-07-01T08:30:00Z')).toBe(false)
    expect(onAir(schedule, '2026-07-01T09:00:00Z')).toBe(true)
    expect(onAir(schedule, '2026-07-01T20:30:00Z')).toBe(true)
  })

  it('leaves a channel with an unknown time zone on air', () => {
    expect(onAir(weekly('Nowhere/Here', '09:00', '09:01'), '2026-07-01T00:00:00Z')).toBe(true)
  })

  it('never changes its answer before the instant it names', () => {
    const minute = fc.nat(1439).map((n) => {
      const pad = (value: number) => String(value).padStart(2, '0')
      return `${pad(Math.floor(n / 60))}:${pad(n % 60)}`
    })
    const schedule = fc.record({
      timeZone: fc.constantFrom('Europe/Istanbul', 'Europe/Berlin', 'America/New_York'),
      weekly: fc.array(
        fc.record({
          days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
          start: minute,
          end: minute,
        }),
        { minLength: 1, maxLength: 3 },
      ),
      oneOff: fc.constant<Schedule['oneOff']>([]),
    })
    const start = at('2026-01-01T00:00:00Z')
    fc.assert(
      fc.property(
        schedule,
        fc.nat(365 * 24),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (s, h, share) => {
          const wall = start + h * HOUR
          const { onAir, until } = isOnAir(s, wall)
          if (until === null) return
          expect(until).toBeGreaterThan(wall)
          const between = Math.min(until - 1, Math.floor(wall + share * (until - wall)))
          expect(isOnAir(s, between).onAir).toBe(onAir)
        },
      ),
      { numRuns: 200 },
    )
  })
})
