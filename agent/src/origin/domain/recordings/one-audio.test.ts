import { expect, test } from 'vitest'
import type { DvrSlot } from '../dvr/dvr-slot.ts'
import { type HeardAudio, ofOneAudio } from './one-audio.ts'

const SLATE = 'slate000-0123456789abcdef'
const AAC = { codec: 'mp4a.40.2', sampleRate: 48_000, channels: 2 }
const AC3 = { codec: 'ac-3', sampleRate: 48_000, channels: 6 }

type Part = { heard: HeardAudio; seconds: number; run?: string }

/** Of each stretch how long it is, and what it is encoded as. */
function stretchesOf(...parts: readonly Part[]) {
  const all = parts.flatMap(({ seconds, ...of }, at) =>
    Array.from({ length: seconds / 10 }, () => ({ ...of, at })),
  )
  const slots = all.map(({ run, at }, number): DvrSlot => {
    const name = run ?? `run0000${at}-0123456789abcdef`
    return {
      path: `2026112812/${name}-${String(number).padStart(8, '0')}.ts`,
      number,
      discontinuityNumber: at,
      durationSeconds: 10,
      bytes: 10,
      discontinuity: false,
      programDateTime: new Date(number * 10_000).toISOString(),
    }
  })
  const heard = all.map((one) => one.heard)
  return ofOneAudio(slots, heard)?.map(({ slots: own, encoding }) => [
    own.length * 10,
    encoding?.to ?? null,
  ])
}

test('what is of one form is taken as it is, and so is what cannot be told', () => {
  expect(stretchesOf({ heard: AAC, seconds: 20 }, { heard: AAC, seconds: 10 })).toBeUndefined()
  expect(stretchesOf({ heard: 'none', seconds: 20 })).toBeUndefined()
  expect(stretchesOf({ heard: null, seconds: 20 }, { heard: AAC, seconds: 10 })).toBeUndefined()
  // Each frame of it says how many channels it has.
  const stereo = { ...AC3, channels: 2 }
  expect(stretchesOf({ heard: AC3, seconds: 20 }, { heard: stereo, seconds: 10 })).toBeUndefined()
})

test('what is otherwise is encoded as most of it is, slates not counted', () => {
  const slate = { heard: AAC, seconds: 100, run: SLATE }
  expect(stretchesOf({ heard: AC3, seconds: 20 }, slate, { heard: AC3, seconds: 10 })).toEqual([
    [20, null],
    [100, AC3],
    [10, null],
  ])
  const mono = { ...AAC, channels: 1 }
  expect(stretchesOf({ heard: mono, seconds: 20 }, { heard: AAC, seconds: 30 })).toEqual([
    [20, AAC],
    [30, null],
  ])
})

test('two forms after each other are two stretches, and so is silence', () => {
  const odd = { heard: { ...AAC, sampleRate: 44_100 }, seconds: 10 }
  const none = { heard: 'none' as const, seconds: 10 }
  expect(stretchesOf({ heard: AAC, seconds: 30 }, odd, { heard: AC3, seconds: 10 }, none)).toEqual([
    [30, null],
    [10, AAC],
    [10, AAC],
    [10, AAC],
  ])
})

test('where most is of a form that FFmpeg does not encode, all of it is AAC', () => {
  const other = { codec: 'other', sampleRate: 0, channels: 0 }
  expect(stretchesOf({ heard: other, seconds: 30 }, { heard: AC3, seconds: 10 })).toEqual([
    [30, AAC],
    [10, AAC],
  ])
})
