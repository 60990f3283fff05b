import type { AacAudio } from '@cashbacktv/contract'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { since, TICKS, wrapped } from '../../../domain/transport-stream/clock.ts'
import {
  hasPayload,
  PACKET_BYTES,
  payloadAt,
  pidAt,
} from '../../../domain/transport-stream/packet.ts'
import { frameTicks } from './adts.ts'
import { fillAudio } from './fill-audio.ts'
import { lastAudio, markOf } from './find-audio.ts'
import { readUnits } from './read-units.ts'
import { readTracks, type Tracks } from './tables.ts'
import { AUDIO_PID, makeSegment, type Spoken, speak, VIDEO_PID } from './test/make-segment.ts'

const STEREO: AacAudio = { sampleRateIndex: 3, channels: 2 }
const PICTURES = 50
const LENGTH = 2 * TICKS
const SECOND = TICKS

const hasAudio = fc.record({
  sampleRateIndex: fc.integer({ min: 3, max: 8 }),
  channels: fc.constantFrom<1 | 2>(1, 2),
})
/** Often so that timestamps begin again within the segments. */
const starts = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 33 - 1 }),
  fc.integer({ min: 2 ** 33 - 4 * LENGTH, max: 2 ** 33 - 1 }),
)

describe('a segment whose audio stops', () => {
  test('is filled to the end of its picture, whenever and in whatever audio it stops', () => {
    fc.assert(
      fc.property(starts, hasAudio, fc.integer({ min: 0, max: LENGTH }), (start, audio, stop) => {
        const segment = make(start, speak(start, 0, stop, audio), audio)
        const filled = fillAudio(Buffer.from(segment), tracksOf(segment), audio, null, 2)
        const whole = filled?.bytes ?? segment
        expectCovered(whole, start, start + LENGTH, audio)
        expectCounted(whole)
        expect(pictures(whole)).toEqual(pictures(segment))
      }),
    )
  })

  test('goes on in the next ones from where it ended, without a jump, and back to the source’s', () => {
    fc.assert(
      fc.property(
        starts,
        hasAudio,
        fc.integer({ min: 0, max: 3 * LENGTH }),
        (start, audio, back) => {
          const counters = new Map<number, number>()
          const run = [0, 1, 2, 3, 4].map((index) => {
            const at = start + index * LENGTH
            const isBack = Math.max(0, back - index * LENGTH)
            const from = index === 0 ? 0 : isBack
            const to = index === 0 ? SECOND : LENGTH
            const spoken = speak(at, from, Math.max(from, to), audio)
            return makeSegment({ start: at, pictures: PICTURES, audio, spoken, counters })
          })
          let mark: Parameters<typeof fillAudio>[3] = null
          const published = run.map((segment) => {
            const filled = fillAudio(Buffer.from(segment), tracksOf(segment), audio, mark, 2)
            mark = filled?.end ?? null
            return filled?.bytes ?? segment
          })
          const whole = Buffer.concat(published)
          expectCovered(whole, start, start + 5 * LENGTH, audio)
          expectCounted(whole)
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('a segment with audio to its end is left as it is', () => {
  const segment = make(0, speak(0, 0, LENGTH, STEREO), STEREO)
  const filled = fillAudio(Buffer.from(segment), tracksOf(segment), STEREO, null, 2)
  expect(filled).toMatchObject({ bytes: null, plan: { silent: 0, dropped: 0 } })
})

test('a hole in the middle is filled, with the audio on both sides kept', () => {
  const spoken = [...speak(0, 0, SECOND / 2, STEREO), ...speak(0, SECOND, LENGTH, STEREO)]
  const filled = fillAudio(
    make(0, spoken, STEREO),
    tracksOf(make(0, spoken, STEREO)),
    STEREO,
    null,
    2,
  )
  const whole = filled?.bytes ?? Buffer.alloc(0)
  expectCovered(whole, 0, LENGTH, STEREO)
  const kept = new Set(audioOf(whole).map(({ pts }) => pts))
  expect(spoken.every(({ pts }) => kept.has(pts))).toBe(true)
})

test('audio of a time that was filled already is left out, and what is of its own time is heard', () => {
  const start = 100 * LENGTH
  const late = speak(start, -2 * LENGTH, LENGTH, STEREO)
  const segment = make(start, late, STEREO)
  const before = { pts: start, counter: 3 }
  const filled = fillAudio(Buffer.from(segment), tracksOf(segment), STEREO, before, 2)
  const whole = filled?.bytes ?? Buffer.alloc(0)
  expectCovered(whole, start, start + LENGTH, STEREO)
  expect(filled?.plan.kept).toBeGreaterThan(70)
  expect(filled?.plan.dropped).toBeGreaterThan(100)
})

test('a run without a track gets one, in every table, with audio from its first picture on', () => {
  fc.assert(
    fc.property(starts, hasAudio, (start, audio) => {
      const segment = makeSegment({ start, pictures: PICTURES, audio, spoken: [], track: false })
      const filled = fillAudio(Buffer.from(segment), tracksOf(segment), audio, null, 2)
      const whole = filled?.bytes ?? Buffer.alloc(0)
      expect(tracksOf(whole).audio).toEqual({ pid: AUDIO_PID, aac: true })
      expectCovered(whole, start, start + LENGTH, audio)
      expectCounted(whole)
      expect(lastAudio(whole, AUDIO_PID)).toEqual(audio)
    }),
  )
})

test('where the audio of a segment ends is known with the number of its last packet', () => {
  const segment = make(90_000, speak(90_000, 0, LENGTH, STEREO), STEREO)
  const last = audioOf(segment).at(-1)
  const mark = markOf(segment, AUDIO_PID, STEREO)
  expect(mark?.pts).toBe((last?.pts ?? 0) + 8 * 1920)
})

test('whatever is no whole transport stream is left alone', () => {
  const segment = make(0, [], STEREO)
  const tracks = tracksOf(segment)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), fc.nat(segment.length), (noise, at) => {
      const damaged = Buffer.concat([segment.subarray(0, at), noise])
      expect(() => fillAudio(damaged, tracks, STEREO, null, 2)).not.toThrow()
      expect(() => readTracks(damaged)).not.toThrow()
      expect(() => lastAudio(Buffer.from(noise), AUDIO_PID)).not.toThrow()
    }),
  )
  expect(fillAudio(segment.subarray(0, 500), tracks, STEREO, null, 2)).toBeNull()
})

function make(start: number, spoken: readonly Spoken[], audio: AacAudio): Buffer {
  return makeSegment({ start: wrapped(start), pictures: PICTURES, audio, spoken })
}

function tracksOf(segment: Buffer): Tracks {
  const tracks = readTracks(segment)
  if (tracks === null) throw new Error('There are no tables')
  return tracks
}

function audioOf(segment: Buffer): readonly { pts: number; frames: number }[] {
  return readUnits(segment, VIDEO_PID, AUDIO_PID)?.hasAudio ?? []
}

function pictures(segment: Buffer): number[] {
  return (readUnits(segment, VIDEO_PID, AUDIO_PID)?.pictures ?? []).map(({ pts }) => pts)
}

/** Audio without a jump of two frames or more, from the begin to the end. */
function expectCovered(segment: Buffer, start: number, end: number, audio: AacAudio): void {
  const frame = frameTicks(audio)
  let cursor = wrapped(start)
  for (const { pts, frames } of audioOf(segment)) {
    expect(Math.abs(since(cursor, pts))).toBeLessThanOrEqual(2 * frame)
    cursor = wrapped(pts + frames * frame)
  }
  expect(Math.abs(since(wrapped(end), cursor))).toBeLessThanOrEqual(0.3 * TICKS)
}

/** Each packet of audio counts on, unless a packet says that it need not. */
function expectCounted(segment: Buffer): void {
  let last: number | null = null
  for (let at = 0; at < segment.length; at += PACKET_BYTES) {
    if (pidAt(segment, at) !== AUDIO_PID) continue
    const counter = (segment[at + 3] ?? 0) & 15
    const mayJump = payloadAt(segment, at) === at + PACKET_BYTES && (segment[at + 5] ?? 0) === 0x80
    const step = hasPayload(segment, at) ? 1 : 0
    if (last !== null && !mayJump) expect(counter).toBe((last + step) & 15)
    last = counter
  }
}
