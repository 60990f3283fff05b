import { expect, test } from 'vitest'
import { STEP_MS, simulate, steady } from './test/simulate-pace.ts'

const MINUTE_MS = 60_000

/** When each segment of a source is complete, in milliseconds. */
const SOURCES: Record<string, (at: number) => number> = {
  'a steady source': (at) => at * 2000,
  'jitter of half a segment': (at) => at * 2000 + noise(at) * 1000,
  'three segments each six seconds': (at) => Math.floor(at / 3) * 6000,
  'such bursts with jitter': (at) => Math.floor(at / 3) * 6000 + noise(Math.floor(at / 3)) * 600,
  'a clock that is 0.5 % fast': (at) => at * 1990,
  'a clock that is 0.5 % slow, with jitter': (at) => at * 2010 + noise(at) * 300,
  'gaps of three seconds each minute, caught up at once': (at) => {
    const inMinute = (at * 2000) % MINUTE_MS
    const [from, until] = [30_000, 33_000]
    return at * 2000 + (inMinute > from && inMinute < until ? until - inMinute : 0)
  },
}

test.each(Object.keys(SOURCES))(
  'a player that joins an established channel never stalls: %s',
  (name) => {
    const { publications } = simulate(SOURCES[name] ?? steady, 1, 8 * MINUTE_MS)
    for (const joins of [60, 61, 62.5, 64, 65.5, 90, 150]) {
      expect([joins, stalledMs(publications, joins * 1000)]).toEqual([joins, 0])
    }
  },
)

test.each(Object.keys(SOURCES))('a player of the first moment does not either: %s', (name) => {
  const { publications } = simulate(SOURCES[name] ?? steady, 1, 8 * MINUTE_MS)
  // Of a source in bursts there is nothing yet to be held back when it starts.
  const inBursts = /six seconds|bursts/.test(name)
  expect(stalledMs(publications, 0)).toBeLessThanOrEqual(inBursts ? 2500 : 0)
  expect(stalledMs(publications, 60_000)).toBe(0)
})

test('a burst is published evenly: no playlist is 1.5 target durations old', () => {
  for (const source of ['three segments each six seconds', 'such bursts with jitter']) {
    const { publications } = simulate(SOURCES[source] ?? steady, 1, 5 * MINUTE_MS)
    expect(longestPause(publications.filter((at) => at > MINUTE_MS))).toBeLessThan(3000)
  }
})

test('a hiccup shorter than the reserve is not seen at all', () => {
  const hiccup = (at: number) => (at === 60 ? 121_800 : at * 2000)
  const { publications } = simulate(hiccup, 1, 3 * MINUTE_MS)
  expect(longestPause(publications.filter((at) => at > 60_000))).toBeLessThanOrEqual(2200 + STEP_MS)
})

test('each segment of reserve costs its duration in latency, and no more', () => {
  for (const reserve of [0, 1, 2, 3]) {
    const { waited } = simulate(steady, reserve, 5 * MINUTE_MS)
    const late = waited.slice(-30)
    expect(Math.max(...late) / 2000).toBeGreaterThanOrEqual(reserve * 0.9)
    expect(Math.max(...late) / 2000).toBeLessThan(reserve + 0.5)
  }
})

test('a source whose clock is fast is followed: the latency does not grow for ever', () => {
  const { waited } = simulate((at) => at * 1990, 1, 30 * MINUTE_MS)
  expect(Math.max(...waited.slice(-100))).toBeLessThan(2 * 2000)
})

test('the first three segments of a channel are published as soon as they are complete', () => {
  const { waited } = simulate(steady, 3, MINUTE_MS)
  expect(Math.max(...waited.slice(0, 3))).toBeLessThanOrEqual(STEP_MS)
})

test('after a gap in which the source was lost, what comes is not rushed', () => {
  const lost = (at: number) => at * 2000 + (at >= 60 ? 120_000 : 0)
  const { publications } = simulate(lost, 1, 6 * MINUTE_MS)
  const after = publications.filter((at) => at > 241_000)
  const pauses = after.slice(1).map((at, before) => at - (after[before] ?? 0))
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1900)
})

test('a gap that was caught up with is paid for once: nothing is slowed down for it', () => {
  const gap = (at: number) => (at === 60 || at === 61 ? 123_500 : at * 2000)
  const { publications } = simulate(gap, 1, 3 * MINUTE_MS)
  expect(longestPause(publications.filter((at) => at > 123_400))).toBeLessThanOrEqual(
    2000 + STEP_MS,
  )
})

test('a player of the first moment does not stall of an FFmpeg that dies again and again', () => {
  for (const lostMs of [700, 1000, 1500, 2500, 4000]) {
    for (const every of [1, 2, 3, 5, 20]) {
      // Each time FFmpeg has made that many segments it dies, eight times; what came meanwhile is lost.
      const dying = (at: number) =>
        at * 2000 + Math.min(8, Math.max(0, Math.floor((at - 3) / every))) * lostMs
      const { publications } = simulate(dying, 1, 3 * MINUTE_MS, { slate: true })
      expect([lostMs, every, stalledMs(publications, 0)]).toEqual([lostMs, every, 0])
      expect(longestPause(publications)).toBeLessThanOrEqual(3000)
    }
  }
})

test('nor does it where each run of FFmpeg closes with a piece of a segment', () => {
  for (const lostMs of [700, 1000, 1500, 2500, 4000]) {
    const seconds = (at: number) => (at % 4 === 3 ? 0.5 : 2)
    const closing = (at: number) =>
      Math.floor(at / 4) * (6500 + lostMs) + (at % 4) * 2000 - (at % 4 === 3 ? 1500 : 0)
    const shown = simulate(closing, 1, MINUTE_MS, { slate: true, seconds })
    // Of up to 25 seconds that are lost it notices as much as a spinner takes to be seen.
    expect(stalledMs(shown.publications, 0, shown.media)).toBeLessThanOrEqual(500)
  }
})

test('what comes a little slower than it plays brings no slate, which could not mend it', () => {
  for (const speed of [0.95, 0.98, 0.99]) {
    const { slates } = simulate((at) => (at * 2000) / speed, 1, 20 * MINUTE_MS, { slate: true })
    expect([speed, slates]).toEqual([speed, 0])
  }
})

/** The same numbers each time, from -1 to 1, without a pattern. */
function noise(at: number): number {
  const wave = Math.sin(at * 127.1 + 11.7) * 43_758.5453
  return (wave - Math.floor(wave)) * 2 - 1
}

/**
 * How long a player stands still that joins at `joins` and plays as hls.js does by default: three
 * segments behind the newest, asking again after a target duration, or half of one when nothing
 * was new, with 100 ms for each segment on its way.
 */
function stalledMs(
  publications: readonly number[],
  joins: number,
  media: readonly number[] = publications.map((_, index) => (index + 1) * 2000),
): number {
  let [seen, polledAt, position, stalled] = [0, Number.NEGATIVE_INFINITY, -1, 0]
  let pause = 0
  for (let now = joins; now < (publications.at(-1) ?? 0); now += STEP_MS) {
    if (now - polledAt >= pause) {
      const listed = publications.filter((at) => at <= now - 100).length
      pause = listed > seen ? 2000 : 1000
      polledAt = now
      seen = listed
    }
    if (position < 0) {
      if (seen >= 3) position = media[seen - 4] ?? 0
    } else if (position < (media[seen - 1] ?? 0)) position += STEP_MS
    else stalled += STEP_MS
  }
  return stalled
}

function longestPause(publications: readonly number[]): number {
  return Math.max(...publications.slice(1).map((at, before) => at - (publications[before] ?? 0)))
}
