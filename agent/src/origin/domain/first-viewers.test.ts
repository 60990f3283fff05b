import { expect, test } from 'vitest'
import { SECONDS, simulate } from './test/simulate-pace.ts'

const MINUTE_MS = 60_000
const TARGET_MS = SECONDS * 1000
/** On its way to the player. */
const DOWNLOAD_MS = 100
const LENGTH_MS = 3 * MINUTE_MS
/** Moments at which somebody comes, from the first segment on until a second one is listed. */
const EARLY = [0, 130, 370, 610, 890, 1150, 1430, 1710, 1980]

/** A source in real time, off by some hundredths of a second as all are, and once late by so much. */
const late = (byMs: number) => (at: number) => {
  return at * TARGET_MS + ((at * 37) % 50) + (at === 8 ? byMs : 0)
}

/** Of each who comes early, in milliseconds: `waits` where an answer waits for what is new. */
const stalls = (arrival: (at: number) => number, { waits = false, reserve = 1 } = {}) => {
  const { publications } = simulate(arrival, reserve, LENGTH_MS)
  return EARLY.map((joins) => stalledMs(publications, joins, waits ? TARGET_MS / 2 : 0))
}
const most = (all: readonly number[]) => Math.max(...all)
const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length

test('who begins with the first segment stands still for as long as a reserve is built, and not at all of none', () => {
  expect(Math.min(...stalls(late(0)))).toBeGreaterThanOrEqual(TARGET_MS / 2)
  expect(most(stalls(late(0), { waits: true, reserve: 0 }))).toBeLessThanOrEqual(DOWNLOAD_MS)
})

test.each([0, 300, 500, 800, 1500])(
  'answered once there is more, it stands still for that and no more, of a hiccup of %i ms too',
  (byMs) => {
    const [asked, answered] = [stalls(late(byMs)), stalls(late(byMs), { waits: true })]
    expect(most(answered)).toBeLessThanOrEqual(TARGET_MS * 1.1)
    expect(most(asked)).toBeGreaterThan(most(answered) + TARGET_MS / 4)
    expect(mean(answered)).toBeLessThan(mean(asked))
  },
)

/**
 * How long a player stands still that begins with whatever is listed, as hls.js does: three target durations
 * behind the end where there is as much.
 */
function stalledMs(publications: readonly number[], joins: number, waitsMs: number): number {
  const [first = 0, ...others] = fetchedAt(publications, joins, waitsMs)
  let [endsAt, stalled] = [first + TARGET_MS, 0]
  for (const at of others) {
    stalled += Math.max(0, at - endsAt)
    endsAt = Math.max(at, endsAt) + TARGET_MS
  }
  return stalled
}

/**
 * When it has the segments that it plays. It asks again after a target duration where something was new, else
 * after half of one (RFC 8216 6.3.4); for so long its answer may wait for the next publication.
 */
function fetchedAt(publications: readonly number[], joins: number, waitsMs: number): number[] {
  const fetched: number[] = []
  let now = Math.max(joins, publications[0] ?? 0)
  let seen = Math.max(0, publications.filter((at) => at <= now).length - 3)
  while (now < LENGTH_MS - 2 * TARGET_MS) {
    const next = publications[seen] ?? now
    const answeredAt = next > now && next <= now + waitsMs ? next : now
    const listed = publications.filter((at) => at <= answeredAt).length
    for (let at = seen; at < listed; at++) fetched.push(answeredAt + DOWNLOAD_MS)
    now = listed > seen ? Math.max(answeredAt, now + TARGET_MS) : now + TARGET_MS / 2
    seen = listed
  }
  return fetched
}
