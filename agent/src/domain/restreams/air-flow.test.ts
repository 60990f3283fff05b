import { expect, test } from 'vitest'
import { type AirFlow, nextAirFlow } from './air-flow.ts'

const WALL = Date.UTC(2026, 10, 28, 12)
const published = (secondsAgo: number) => new Date(WALL - secondsAgo * 1000).toISOString()
const LIVE = {
  showing: 'live' as const,
  mediaSequence: 100,
  segments: 6,
  targetDurationSeconds: 2,
  lastPublishedAt: published(1),
}
const next = (before: AirFlow | null, change: Partial<typeof LIVE>, now: number, wall = WALL) =>
  nextAirFlow(before, { ...LIVE, ...change }, { now, wall: wall + now })

test('a list that stands still for four target durations is not on air, until it moves', () => {
  const live = next(null, {}, 0)
  expect(live.onAirSince).toBe(0)
  const late = next(live, {}, 7000)
  expect(late.onAirSince).toBe(0)
  const dead = next(late, {}, 7001)
  expect(dead.onAirSince).toBeNull()
  expect(next(dead, { mediaSequence: 101 }, 60_000).onAirSince).toBe(60_000)
})

test('what goes on has been on air since it began, whatever the clock of the host is set to', () => {
  let flow = next(null, {}, 0)
  for (let at = 1; at < 30; at++) {
    flow = next(flow, { mediaSequence: 100 + at }, at * 2000, WALL + (at % 2) * 3_600_000)
  }
  expect(flow.onAirSince).toBe(0)
})

test('at first sight the date tells, and where that cannot be the first movement does', () => {
  expect(next(null, { lastPublishedAt: published(9) }, 0).onAirSince).toBeNull()
  const ahead = next(null, { lastPublishedAt: published(-3600) }, 0)
  expect(ahead.onAirSince).toBeNull()
  expect(next(ahead, { segments: 7 }, 1000).onAirSince).toBe(1000)
})

test('off air nothing is', () => {
  const live = next(null, {}, 0)
  const off = nextAirFlow(live, { ...LIVE, showing: 'nothing' }, { now: 1000, wall: WALL })
  expect(off.onAirSince).toBeNull()
})
