import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ListedSegment } from './private-playlist.ts'
import { dated, dateRun, isDatedOn, MOST_OFF_MS, type RunDate } from './run-dates.ts'

const WALL = Date.UTC(2026, 10, 28, 12)
const HOUR_MS = 3_600_000

/** Two seconds each, as FFmpeg dates them that began at some time. */
function segment(index: number, began: number, durationSeconds = 2): ListedSegment {
  const file = `${String(index).padStart(8, '0')}.ts`
  return { index, file, durationSeconds, startsAt: began + index * 2000 }
}
const completeAt = (index: number) => (index + 1) * 2000

test('dates that lie ahead are set right with the first segment, and go on from there', () => {
  let date: RunDate | null = null
  for (let index = 0; index < 50; index++) {
    const own = [segment(index, WALL + 3 * HOUR_MS)]
    date = dateRun(date, own, WALL + completeAt(index))
    expect(dated(own, date ?? { offsetMs: 0, index })[0]?.startsAt).toBe(WALL + index * 2000)
  }
})

test('what lies behind is set right once more comes: what stood still is as old as it says', () => {
  const first = dateRun(null, [segment(7, WALL - 3 * HOUR_MS)], WALL)
  expect(first?.offsetMs).toBe(0)
  expect(dateRun(first, [segment(7, WALL - 3 * HOUR_MS)], WALL + HOUR_MS)?.offsetMs).toBe(0)
  const next = dateRun(first, [segment(8, WALL - 3 * HOUR_MS)], WALL + completeAt(8))
  expect(next).toEqual({ offsetMs: 3 * HOUR_MS, index: 8 })
})

test('whatever comes in bursts or late within ten minutes has the dates of FFmpeg', () => {
  const off = fc.integer({ min: -MOST_OFF_MS, max: MOST_OFF_MS })
  fc.assert(
    fc.property(fc.array(off), (offs) => {
      let date: RunDate | null = null
      for (const [index, ms] of offs.entries()) {
        date = dateRun(date, [segment(index, WALL)], WALL + completeAt(index) + ms)
        expect(date?.offsetMs).toBe(0)
      }
    }),
  )
})

test('a duration that cannot be true says nothing of when a segment ended', () => {
  const first = dateRun(null, [segment(0, WALL)], WALL + 2000)
  const broken = [segment(0, WALL), segment(1, WALL, 95_443)]
  expect(dateRun(first, broken, WALL + 4000)?.offsetMs).toBe(0)
  const undated = [{ ...segment(0, WALL), startsAt: Number.NaN }]
  expect(dateRun(null, undated, WALL)).toBeNull()
})

test('where dates were set anew a segment does not follow the one before', () => {
  const before = { programDateTime: new Date(WALL).toISOString(), durationSeconds: 2 }
  const follows = (ms: number) => isDatedOn(before, segment(1, WALL + ms))
  expect([follows(0), follows(1000), follows(-1000)]).toEqual([true, true, true])
  expect([follows(3 * HOUR_MS), follows(-3 * HOUR_MS)]).toEqual([false, false])
})
