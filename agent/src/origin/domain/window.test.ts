import { ChannelId, type PublishedSegment } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderPlaylist } from './playlist.ts'
import {
  clear,
  freshWindow,
  listedSeconds,
  newestWindow,
  nextSequence,
  publish,
  type Window,
  windowAfterLoss,
} from './window.ts'

const CHANNEL = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
const NOW = Date.UTC(2026, 0, 1)

test('whatever is published, every segment keeps its number and its discontinuity number', () => {
  fc.assert(
    fc.property(
      fc.array(operation(), { maxLength: 80 }),
      fc.integer({ min: 1, max: 8 }),
      (all, keep) => {
        const model = playerModel()
        let window = freshWindow(CHANNEL, 2, NOW)
        for (const [at, next] of all.entries()) {
          if ('seconds' in next) {
            window = publish(
              window,
              segment(at, next.seconds, next.discontinuity),
              keep,
              NOW,
            ).window
          } else if (next.kind === 'off') window = clear(window).window
          else window = freshWindow(CHANNEL, 2, NOW + at * 2000 + 2000)
          if (next.kind === 'lost') model.forget()
          model.see(window)
          if (window.segments.length > keep)
            expect(withoutOldest(window)).toBeLessThan(3 * window.targetDurationSeconds)
        }
      },
    ),
  )
})

test('no duration listed, rounded, is above the target duration, which never falls', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.04, max: 12, noNaN: true })), (durations) => {
      let window = freshWindow(CHANNEL, 2, NOW)
      for (const [at, seconds] of durations.entries()) {
        const before = window.targetDurationSeconds
        window = publish(window, segment(at, seconds, false), 6, NOW).window
        expect(window.targetDurationSeconds).toBeGreaterThanOrEqual(before)
        for (const { durationSeconds } of window.segments) {
          expect(Math.round(durationSeconds)).toBeLessThanOrEqual(window.targetDurationSeconds)
        }
      }
    }),
  )
})

test('nothing leaves a list that leaves less than three target durations, and a list is no longer for it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.04, max: 12, noNaN: true }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 8 }),
      (durations, keep) => {
        let window = freshWindow(CHANNEL, 2, NOW)
        for (const [at, seconds] of durations.entries()) {
          const { window: next, left } = publish(window, segment(at, seconds, false), keep, NOW)
          const least = 3 * next.targetDurationSeconds
          if (left.length > 0) expect(listedSeconds(next)).toBeGreaterThanOrEqual(least - 1e-5)
          if (next.segments.length > keep) expect(withoutOldest(next)).toBeLessThan(least)
          window = next
        }
      },
    ),
  )
})

test('a list has as many as are wanted, and after a long segment what that needs for as long as it is on air', () => {
  let window = freshWindow(CHANNEL, 2, NOW)
  const show = (seconds: number) => {
    window = publish(window, segment(nextSequence(window), seconds, false), 6, NOW).window
    return window.segments.length
  }
  for (let at = 0; at < 20; at++) show(2)
  expect([window.segments.length, window.targetDurationSeconds]).toEqual([6, 2])
  show(9)
  for (let at = 0; at < 60; at++) show(2)
  expect([window.segments.length, window.targetDurationSeconds]).toEqual([14, 9])
  window = clear(window).window
  const again = publish(window, segment(nextSequence(window), 2, false), 6, NOW, 2).window
  expect(again.targetDurationSeconds).toBe(2)
})

test('a window made from time is numbered above anything published a segment a second before', () => {
  let window = freshWindow(CHANNEL, 1, NOW)
  for (let at = 0; at < 60; at++) window = publish(window, segment(at, 1, false), 6, NOW).window
  expect(freshWindow(CHANNEL, 1, NOW + 60_000).mediaSequence).toBeGreaterThanOrEqual(
    nextSequence(window),
  )
})

test('discontinuities are counted in numbers that players can keep a list by', () => {
  const { discontinuitySequence } = freshWindow(CHANNEL, 1, Date.UTC(2028, 0, 1))
  expect(discontinuitySequence).toBeLessThan(1_000_000)
})

test('after a loss everything is numbered above what was used, whatever the clock says', () => {
  const numbers = fc.record({ nextSequence: fc.nat(), lastDiscontinuity: fc.nat() })
  fc.assert(
    fc.property(fc.option(numbers), fc.nat({ max: 2 * NOW }), (used, now) => {
      const fresh = freshWindow(CHANNEL, 1, now)
      const window = windowAfterLoss(fresh, used)
      const least = used ?? { nextSequence: 0, lastDiscontinuity: 0 }
      expect(window.mediaSequence).toBeGreaterThan(
        Math.max(least.nextSequence, fresh.mediaSequence),
      )
      expect(window.discontinuitySequence).toBeGreaterThan(least.lastDiscontinuity)
    }),
  )
})

test('of two copies the one that was written last is gone on from, if it has all that was used', () => {
  const first = publish(freshWindow(CHANNEL, 2, NOW), segment(1, 2, false), 6, NOW).window
  const second = publish(first, segment(2, 2, false), 6, NOW).window
  const offAir = clear(second).window
  expect(newestWindow([first, second], null)).toBe(second)
  expect(newestWindow([offAir, second], null)).toBe(offAir)
  const used = { nextSequence: nextSequence(second), lastDiscontinuity: 0 }
  expect(newestWindow([first, offAir], used)).toBe(offAir)
  expect(newestWindow([first], used)).toBeNull()
  expect(newestWindow([], null)).toBeNull()
})

test('the text lists addresses relative to the stream, with the date before each segment', () => {
  const { window } = publish(freshWindow(CHANNEL, 2, NOW), segment(3, 2, true), 6, NOW)
  expect(renderPlaylist(window)).toContain(
    `#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:06.000Z\n#EXTINF:2.000000,\n../_/${CHANNEL}/run/00000003.ts\n`,
  )
})

function operation() {
  const published = fc.record({
    kind: fc.constant('publish' as const),
    seconds: fc.double({ min: 0.5, max: 8, noNaN: true }),
    discontinuity: fc.boolean(),
  })
  const rest = fc.record({ kind: fc.constantFrom('off' as const, 'lost' as const) })
  return fc.oneof({ weight: 9, arbitrary: published }, { weight: 1, arbitrary: rest })
}

function segment(at: number, durationSeconds: number, discontinuity: boolean): PublishedSegment {
  const path = `run/${String(at).padStart(8, '0')}.ts`
  const programDateTime = new Date(NOW + at * 2000).toISOString()
  return { path, durationSeconds, programDateTime, discontinuity }
}

function withoutOldest(window: Window): number {
  return listedSeconds({ ...window, segments: window.segments.slice(1) })
}

/** What a player knows: which address has which number, and on which side of which discontinuity. */
function playerModel() {
  const known = new Map<number, string>()
  let discontinuityOf = new Map<string, number>()
  let newest = 0
  return {
    forget() {
      discontinuityOf = new Map()
    },
    see(window: Window) {
      expect(window.mediaSequence + window.segments.length).toBeGreaterThanOrEqual(newest)
      newest = window.mediaSequence + window.segments.length
      let discontinuity = window.discontinuitySequence
      for (const [at, { path, discontinuity: marked }] of window.segments.entries()) {
        if (marked) discontinuity++
        const number = window.mediaSequence + at
        expect(known.get(number) ?? path).toBe(path)
        expect(discontinuityOf.get(path) ?? discontinuity).toBe(discontinuity)
        known.set(number, path)
        discontinuityOf.set(path, discontinuity)
      }
    },
  }
}
