import { expect, test } from 'vitest'
import type { PlayerReport } from './cmcd.ts'
import { gatherSessions, MOST_SESSIONS } from './player-sessions.ts'

const report = (change: Partial<PlayerReport> = {}): PlayerReport => ({
  sessionId: 'one',
  isUrgent: false,
  isStarved: false,
  isMedia: true,
  bufferSeconds: 4,
  objectSeconds: 2,
  throughputKbps: 5000,
  rate: 1,
  ...change,
})
type Sessions = ReturnType<typeof open>

/** Each of what players ask for is another segment, unless it is said which. */
function open() {
  const sessions = gatherSessions()
  let number = 0
  return {
    ...sessions,
    heard(said: PlayerReport, at: number, path = `${number}.ts`) {
      number += 1
      sessions.heard(said, at, path)
    },
  }
}
const playlist = { isMedia: false, bufferSeconds: null, objectSeconds: null }

/** A player with segments of two seconds, from its playlist on; it plays after 0.9 s. Gives where it stands. */
function start(sessions: Sessions, sessionId = 'one', at = 0): number {
  sessions.heard(report({ sessionId, isUrgent: true, ...playlist }), at)
  sessions.heard(report({ sessionId, isUrgent: true, bufferSeconds: 0 }), at + 200)
  sessions.heard(report({ sessionId, isUrgent: true, bufferSeconds: 2 }), at + 700)
  sessions.heard(report({ sessionId, bufferSeconds: 3.9 }), at + 1000)
  return at + 1000
}

/** So many segments, each asked for as the one before has been played. */
function play(sessions: Sessions, at: number, count: number, change = {}): number {
  for (let done = 1; done <= count; done += 1) {
    sessions.heard(report({ bufferSeconds: 3.9, ...change }), at + done * 2000)
  }
  return at + count * 2000
}

test('nobody who reports is no figure at all', () => {
  expect(open().observe(0)).toBeNull()
})

test('a session starts when it asks without haste, and plays as its media goes', () => {
  const sessions = open()
  const at = play(sessions, start(sessions), 30)
  expect(sessions.observe(at)).toMatchObject({
    sessions: 1,
    begun: 1,
    rebuffered: 0,
    stalls: 0,
    stalledSeconds: 0,
    startups: 1,
    startupSeconds: 1,
    playedSeconds: 60,
    throughputSeconds: 60,
    throughputKilobits: 300_000,
    throughputKbps: { p10: 5000, p50: 5000, p90: 5000 },
  })
})

test('a stall lasts as long as neither clock nor buffer says that it played', () => {
  const sessions = open()
  const at = play(sessions, start(sessions), 5)
  // It had 3.9 s and got 2 s; all of that is gone after nine.
  sessions.heard(report({ bufferSeconds: 0, isStarved: true, isUrgent: true }), at + 9000)
  const after = play(sessions, at + 9000, 3, { bufferSeconds: 0 })
  const seen = sessions.observe(after)
  expect(seen).toMatchObject({ begun: 1, rebuffered: 1, stalls: 1, startups: 1 })
  expect(seen?.stalledSeconds).toBeCloseTo(3.1)
  expect(seen?.playedSeconds).toBeCloseTo(10 + 5.9 + 6)
})

test('of a stall without end half a minute is known, and nothing where the buffer is not said', () => {
  const sessions = open()
  const at = start(sessions)
  sessions.heard(report({ bufferSeconds: 0, isStarved: true }), at + 300_000)
  expect(sessions.observe(at + 300_000)?.stalledSeconds).toBeCloseTo(30 - 5.9)
  sessions.heard(report({ bufferSeconds: null, isStarved: true }), at + 310_000)
  expect(sessions.observe(at + 310_000)).toMatchObject({ stalls: 2 })
  expect(sessions.observe(at + 310_000)?.stalledSeconds).toBeCloseTo(30 - 5.9)
})

test('haste after it stood still is a stall, as hls.js does not say more of a stream without codecs', () => {
  const sessions = open()
  const at = start(sessions)
  // As measured: a picture that stood still for 5.1 s, with the next three segments asked for at once.
  sessions.heard(report({ bufferSeconds: 3.6 }), at + 2300)
  sessions.heard(report({ bufferSeconds: 2, isUrgent: true }), at + 11_060)
  sessions.heard(report({ bufferSeconds: 4, isUrgent: true }), at + 11_090)
  sessions.heard(report({ bufferSeconds: 5.9 }), at + 11_160)
  const seen = sessions.observe(at + 11_160)
  expect(seen).toMatchObject({ stalls: 1, rebuffered: 1 })
  expect(seen?.stalledSeconds).toBeCloseTo(5.19)
})

test('a stall during which what was asked for did not get through is as long as one of slow answers', () => {
  const sessions = open()
  const at = start(sessions)
  // Asked for after 4 s with 3.6 s in store, and heard of as the line is back, 5.1 s after these were played.
  sessions.heard(report({ bufferSeconds: 3.6 }), at + 2300)
  sessions.heard(report({ bufferSeconds: 3.6 }), at + 4300 + 8700)
  sessions.heard(report({ bufferSeconds: 2, isUrgent: true }), at + 4300 + 8730)
  const seen = sessions.observe(at + 13_030)
  expect(seen).toMatchObject({ stalls: 1, rebuffered: 1 })
  expect(seen?.stalledSeconds).toBeCloseTo(8.73 - 3.6)
})

test('a segment that is asked for again after it did not come counts once', () => {
  const sessions = open()
  const at = start(sessions)
  // As hls.js does: given up after 10 s, asked for again, and there after 0.9 s more.
  sessions.heard(report({ bufferSeconds: 3.9 }), at + 2000, '14.ts')
  sessions.heard(report({ bufferSeconds: 0, isUrgent: true }), at + 12_000, '14.ts')
  sessions.heard(report({ bufferSeconds: 2, isUrgent: true }), at + 12_870)
  const seen = sessions.observe(at + 12_870)
  expect(seen).toMatchObject({ stalls: 1, rebuffered: 1 })
  expect(seen?.stalledSeconds).toBeCloseTo(6.1 + 0.87)
})

test('a seek is asked for in haste and is no stall', () => {
  const sessions = open()
  const at = start(sessions)
  sessions.heard(report({ bufferSeconds: 0, isUrgent: true }), at + 1500)
  expect(sessions.observe(at + 1500)).toMatchObject({ stalls: 0, stalledSeconds: 0 })
})

test('two stalls of one session are two stalls and one session', () => {
  const sessions = open()
  let at = start(sessions)
  for (const _ of [1, 2]) {
    sessions.heard(report({ bufferSeconds: 0, isStarved: true }), at + 8000)
    at = play(sessions, at + 8000, 2, { bufferSeconds: 0 })
  }
  start(sessions, 'two', at)
  expect(sessions.observe(at)).toMatchObject({ stalls: 2, rebuffered: 1, begun: 2 })
})

test('who is paused plays nothing, though it fills its buffer and reads playlists', () => {
  const sessions = open()
  let at = start(sessions)
  for (let buffer = 5.9; buffer < 12; buffer += 2) {
    at += 2000
    sessions.heard(report({ bufferSeconds: buffer }), at)
    sessions.heard(report(playlist), at + 500)
  }
  expect(sessions.observe(at)?.playedSeconds).toBeCloseTo(0)
})

test('a player that says nothing of its buffer plays all the time, and not when it says so', () => {
  const sessions = open()
  const at = play(sessions, start(sessions), 1)
  const dumb = play(sessions, at, 5, { bufferSeconds: null })
  expect(sessions.observe(dumb)?.playedSeconds).toBe(12)
  const paused = play(sessions, dumb, 5, { bufferSeconds: null, rate: 0 })
  expect(sessions.observe(paused)?.playedSeconds).toBe(14)
})

test('two segments asked for at once, or told of in another order, count once each', () => {
  const sessions = open()
  let at = start(sessions)
  for (let pair = 0; pair < 10; pair += 1) {
    at += 4000
    sessions.heard(report({ bufferSeconds: 3.9 - (pair === 0 ? 2 : 0) }), at)
    sessions.heard(report({ bufferSeconds: 3.9 - (pair === 0 ? 2 : 0) }), at - 100)
  }
  expect(sessions.observe(at)?.playedSeconds).toBeGreaterThan(34)
  expect(sessions.observe(at)?.playedSeconds).toBeLessThanOrEqual(40)
})

test('one that an origin meets in the middle tells nothing of its start', () => {
  const sessions = open()
  const at = play(sessions, 0, 5)
  expect(sessions.observe(at)).toMatchObject({ startups: 0, startupSeconds: 0, playedSeconds: 8 })
})

test('who leaves is not there after half a minute, is the same within ten, and counts no time away', () => {
  const sessions = open()
  const at = play(sessions, start(sessions), 1)
  expect(sessions.observe(at + 31_000)).toMatchObject({ sessions: 0, begun: 1 })
  expect(sessions.observe(at + 31_000)).not.toHaveProperty('throughputKbps')
  play(sessions, at + 300_000, 1)
  expect(sessions.observe(at + 302_000)).toMatchObject({ sessions: 1, begun: 1, playedSeconds: 2 })
  sessions.observe(at + 1_000_000)
  play(sessions, at + 1_000_000, 1)
  expect(sessions.observe(at + 1_002_000)).toMatchObject({ begun: 2 })
})

test('tenths of the sessions that are there have so much throughput at most', () => {
  const sessions = open()
  for (let one = 1; one <= 10; one += 1) {
    sessions.heard(report({ sessionId: `${one}`, throughputKbps: one * 1000 }), 0)
  }
  expect(sessions.observe(0)?.throughputKbps).toEqual({ p10: 1000, p50: 5000, p90: 9000 })
})

test('however many sessions somebody makes up, there is an end to what is remembered', () => {
  const sessions = open()
  for (let made = 0; made < MOST_SESSIONS + 100; made += 1) {
    sessions.heard(report({ sessionId: `made up ${made}` }), 0)
  }
  expect(sessions.observe(0)).toMatchObject({ begun: MOST_SESSIONS, sessions: MOST_SESSIONS })
})
