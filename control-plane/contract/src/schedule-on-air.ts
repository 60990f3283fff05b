import { addDays, isKnownTimeZone, localDate, localInstant, weekdayOf } from './local-time.ts'
import type { Schedule } from './schedule.ts'

/**
 * When a channel that is switched on is to be on air. Windows are turned into instants of their
 * time zone: a window in the hour that spring skips starts when the clock has jumped, and one that
 * ends within it is none; one in the hour that autumn repeats runs once. A one-off stretch overrides the week while it lasts.
 */
export type OnAir = {
  onAir: boolean
  /** Milliseconds since 1970 when the answer may change; null for never. */
  until: number | null
}

const ALWAYS: OnAir = { onAir: true, until: null }
const DAYS_AHEAD = 8

/** `wall` is milliseconds since 1970. An unknown time zone leaves the channel on air. */
export function isOnAir(schedule: Schedule | null, wall: number): OnAir {
  if (schedule === null) return ALWAYS
  if (schedule.weekly.length === 0 && schedule.oneOff.length === 0) return ALWAYS
  if (!isKnownTimeZone(schedule.timeZone)) return ALWAYS
  const weekly = weeklyWindows(schedule, wall)
  const oneOff = schedule.oneOff.map((window) => ({
    start: Date.parse(window.from),
    end: Date.parse(window.until),
    onAir: window.onAir,
  }))
  const override = oneOff
    .filter((window) => window.start <= wall && wall < window.end)
    .sort((a, b) => b.start - a.start)[0]
  // With one-off windows only, the channel is off outside those that put it on air.
  const regular =
    schedule.weekly.length === 0
      ? !oneOff.some((window) => window.onAir)
      : weekly.some((window) => window.start <= wall && wall < window.end)
  const edges = [...weekly, ...oneOff].flatMap((window) => [window.start, window.end])
  const next = edges.filter((at) => at > wall).sort((a, b) => a - b)[0]
  return { onAir: override?.onAir ?? regular, until: next ?? null }
}

type Stretch = { start: number; end: number }

function weeklyWindows(schedule: Schedule, wall: number): Stretch[] {
  const today = localDate(wall, schedule.timeZone)
  const stretches: Stretch[] = []
  for (let offset = -1; offset <= DAYS_AHEAD; offset++) {
    const day = addDays(today, offset)
    for (const window of schedule.weekly) {
      if (!window.days.includes(weekdayOf(day))) continue
      const endDay = window.end <= window.start ? addDays(day, 1) : day
      stretches.push({
        start: localInstant(day, window.start, schedule.timeZone),
        end: localInstant(endDay, window.end, schedule.timeZone),
      })
    }
  }
  return stretches
}
