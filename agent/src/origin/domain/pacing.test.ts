import { expect, test } from 'vitest'
import { dueAt, learnReserve } from './pacing.ts'

test('the first segments of a channel are published at once', () => {
  expect(
    dueAt({ lastPublishedAt: null, lastDurationSeconds: 0, published: 0, reserve: 1 }, 1, 5),
  ).toBe(5)
  expect(
    dueAt({ lastPublishedAt: 4, lastDurationSeconds: 2, published: 2, reserve: 1 }, 1, 5),
  ).toBe(5)
})

test('from a steady source the reserve builds up while no publication is 1.5 durations apart', () => {
  const { gaps, waiting } = simulate((at) => at * 2000, 1, 60)
  expect(Math.max(...gaps)).toBeLessThan(3000)
  expect(waiting).toBeGreaterThanOrEqual(1)
})

test('bursts of three segments are smoothed once the reserve has grown for them', () => {
  const { gaps } = simulate((at) => Math.floor(at / 3) * 6000, 1, 120)
  expect(Math.max(...gaps.slice(60))).toBeLessThan(3000)
})

test('a source whose clock drifts is followed in both directions', () => {
  for (const rate of [0.98, 1.02]) {
    const { gaps, waiting } = simulate((at) => at * 2000 * rate, 1, 400)
    expect(Math.max(...gaps.slice(20))).toBeLessThan(3000)
    expect(waiting).toBeLessThan(5)
  }
})

test('a clock that was set back does not hold a segment back', () => {
  expect(
    dueAt({ lastPublishedAt: 9e9, lastDurationSeconds: 2, published: 9, reserve: 1 }, 1, 5),
  ).toBe(5)
})

/** Plays arrivals against the pacing in steps of 20 ms; answers the gaps between publications. */
function simulate(arrival: (at: number) => number, least: number, count: number) {
  let [reserve, published, arrived, waiting] = [least, 0, 0, 0]
  let last: number | null = null
  const gaps: number[] = []
  for (let now = 0; published < count && now < 1e7; now += 20) {
    while (arrival(arrived) <= now) {
      if (waiting === 0 && last !== null)
        reserve = learnReserve(reserve, (now - last) / 1000 - 2, 2, least)
      arrived++
      waiting++
    }
    const pace = { lastPublishedAt: last, lastDurationSeconds: 2, published, reserve }
    if (waiting === 0 || dueAt(pace, waiting, now) > now) continue
    if (last !== null) gaps.push(now - last)
    last = now
    published++
    waiting--
  }
  return { gaps, waiting }
}
