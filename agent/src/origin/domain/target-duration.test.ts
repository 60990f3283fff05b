import { ChannelId, type RunId } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Broadcast, goOffAir, publishLive, resumeBroadcast } from './broadcast.ts'
import { expectedSeconds, promisedSeconds } from './target-duration.ts'
import { arriveComplete } from './test/arrive-complete.ts'
import { freshWindow } from './window.ts'

const CHANNEL = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
const RUN = 'aaaaa001-0123456789abcdef' as RunId
const START = Date.UTC(2026, 0, 1)

const ASKED = fc.integer({ min: 1, max: 10 })
const SECONDS = fc.double({ min: 0.04, max: 30, noNaN: true })

test('no segment, rounded, is above the target duration, which changes for one that has to be and for nothing else', () => {
  const on = fc.array(fc.oneof({ weight: 9, arbitrary: SECONDS }, fc.constant('off air' as const)))
  fc.assert(
    fc.property(ASKED, on, (segmentSeconds, happenings) => {
      const world = newWorld(segmentSeconds)
      for (const what of happenings) {
        const { window: before } = world.broadcast
        if (what === 'off air') world.broadcast = goOffAir(world.broadcast).broadcast
        else publishOne(world, what)
        const { segments, targetDurationSeconds } = world.broadcast.window
        for (const { durationSeconds } of segments) {
          expect(Math.round(durationSeconds)).toBeLessThanOrEqual(targetDurationSeconds)
        }
        if (before.segments.length === 0 || what === 'off air') continue
        const kept = before.targetDurationSeconds
        expect(targetDurationSeconds).toBe(Math.max(kept, Math.round(what)))
      }
    }),
  )
})

test('whatever the interval of keyframes, and a little irregular too, nothing has to be changed', () => {
  const asked = fc.integer({ min: 1, max: 5 })
  const frames = fc.integer({ min: 1, max: 400 })
  const more = fc.array(fc.double({ min: 0.5, max: 1.04, noNaN: true }), { maxLength: 60 })
  fc.assert(
    fc.property(asked, frames, more, (segmentSeconds, interval, irregular) => {
      const world = newWorld(segmentSeconds)
      const promises = new Set<number>()
      const durations = cutAtKeyframes(segmentSeconds, interval / 25, 1 + irregular.length)
      for (const [at, seconds] of durations.entries()) {
        publishOne(world, seconds * (irregular[at - 1] ?? 1))
        promises.add(world.broadcast.window.targetDurationSeconds)
      }
      expect(promises.size).toBe(1)
    }),
  )
})

test('after a time off air a long segment of before is forgotten', () => {
  const world = newWorld(2)
  for (const seconds of [2, 9, 2]) publishOne(world, seconds)
  expect(world.broadcast.window.targetDurationSeconds).toBe(9)
  world.broadcast = goOffAir(world.broadcast).broadcast
  publishOne(world, 2)
  expect(world.broadcast.window.targetDurationSeconds).toBe(2)
})

test.each([
  ['as long as asked for', 2, [2], 2],
  ['of an encoder, give or take a frame', 6, [6.04, 5.96], 6],
  ['cut at keyframes further apart', 2, [2.4], 3],
  ['the longest of a burst', 2, [3.84, 1.92, 1.92], 4],
  ['shorter than asked for', 4, [1.2], 4],
])('the promise for segments %s', (_, asked, durations, promised) => {
  expect(promisedSeconds(asked, durations)).toBe(promised)
})

test.each([
  ['as was promised', 2, [2, 2], 2, 2],
  ['by keyframes further apart', 2, [4.8, 4.8], 5, 5],
  ['as long as one that is listed', 2, [2, 9, 2], 9, 9],
  ['as before, once a long one is listed no more', 2, [2, 2], 11, 2],
  ['what is asked for, where shorter ones are listed', 4, [1.2], 4, 4],
])(
  'the next segment is expected to last %s',
  (_, asked, durations, targetDurationSeconds, seconds) => {
    const segments = durations.map((durationSeconds) => ({ durationSeconds }))
    expect(expectedSeconds(asked, { segments, targetDurationSeconds })).toBe(seconds)
  },
)

type World = { broadcast: Broadcast; segmentSeconds: number; made: number }

function newWorld(segmentSeconds: number): World {
  const broadcast = resumeBroadcast(freshWindow(CHANNEL, segmentSeconds, START), true, START)
  return { broadcast, segmentSeconds, made: 0 }
}

function publishOne(world: World, durationSeconds: number): void {
  const rules = { segmentSeconds: world.segmentSeconds, windowSegments: 6, reserveSegments: 0 }
  const index = world.made++
  const segment = { index, file: `${String(index).padStart(8, '0')}.ts`, durationSeconds }
  const segments = [{ ...segment, startsAt: START }]
  const run = { runId: RUN, ended: false, closed: false, ladder: null, segments }
  const now = START + index * 60_000
  const { broadcast } = arriveComplete(world.broadcast, [run], rules, now)
  world.broadcast = publishLive(broadcast, rules, now + 59_000)?.broadcast ?? broadcast
}

/** As FFmpeg does: at the first keyframe at or after each multiple of the duration asked for. */
function cutAtKeyframes(asked: number, interval: number, count: number): number[] {
  const durations: number[] = []
  let before = 0
  for (let at = 1; durations.length < count; at++) {
    const cut = Math.ceil((at * asked) / interval - 1e-9) * interval
    if (cut > before) durations.push(cut - before)
    before = cut
  }
  return durations
}
