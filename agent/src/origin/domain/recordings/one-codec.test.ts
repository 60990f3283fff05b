import { expect, test } from 'vitest'
import type { DvrSlot } from '../dvr/dvr-slot.ts'
import { ofOneCodec, type PictureCodec } from './one-codec.ts'

const NOON = Date.UTC(2026, 10, 28, 12)
const SLATE = 'slate000-0123456789abcdef'

type Stretch = { codec: PictureCodec; seconds: number; run?: string }

/** A recording of slots of ten seconds, with a discontinuity before each stretch but the first. */
function recordingOf(stretches: readonly Stretch[]) {
  const all = stretches.flatMap(({ seconds, ...of }, stretch) =>
    Array.from({ length: seconds / 10 }, (_, at) => ({ ...of, stretch, isFirst: at === 0 })),
  )
  const slots = all.map(({ run, stretch, isFirst }, number): DvrSlot => {
    const name = run ?? `run0000${stretch}-0123456789abcdef`
    return {
      path: `2026112812/${name}-${String(number).padStart(8, '0')}.ts`,
      number,
      discontinuityNumber: stretch,
      durationSeconds: 10,
      bytes: 10,
      discontinuity: isFirst && stretch > 0,
      programDateTime: new Date(NOON + number * 10_000).toISOString(),
    }
  })
  return { slots, codecs: all.map(({ codec }) => codec) }
}

function exported(...stretches: readonly Stretch[]) {
  const { slots, codecs } = recordingOf(stretches)
  const { slots: kept, codec, leftOutSeconds } = ofOneCodec(slots, codecs)
  const seams = kept.flatMap(({ discontinuity }, at) => (discontinuity ? [at * 10] : []))
  return { codec, seconds: kept.length * 10, leftOutSeconds, seams }
}

const HEVC_HOUR = { codec: 'hevc', seconds: 3600 } as const
const slate = (codec: PictureCodec, seconds: number) => ({ codec, seconds, run: SLATE })

test('a slate of the other codec between is left out, and what is around it stays', () => {
  const two = { codec: 'hevc', seconds: 7200 } as const
  expect(exported(two, slate('h264', 30), HEVC_HOUR)).toEqual({
    codec: 'hevc',
    seconds: 10_800,
    leftOutSeconds: 30,
    seams: [7200],
  })
})

test('a slate at the end does not decide, however long it is', () => {
  for (const seconds of [30, 7200]) {
    expect(exported(HEVC_HOUR, slate('h264', seconds))).toEqual({
      codec: 'hevc',
      seconds: 3600,
      leftOutSeconds: seconds,
      seams: [],
    })
  }
})

test('a channel whose codec was changed leaves the one that most of it has', () => {
  const h264 = { codec: 'h264', seconds: 600 } as const
  const hevc = { codec: 'hevc', seconds: 300 } as const
  expect(exported(hevc, h264)).toMatchObject({ codec: 'h264', seconds: 600, leftOutSeconds: 300 })
  expect(exported(h264, hevc)).toMatchObject({ codec: 'h264', seconds: 600, leftOutSeconds: 300 })
  expect(exported(hevc, h264, hevc, { ...hevc, seconds: 10 })).toMatchObject({
    codec: 'hevc',
    seconds: 610,
    leftOutSeconds: 600,
    seams: [300, 600],
  })
})

test('what is of one codec, or of none that is known, is all there', () => {
  expect(exported(HEVC_HOUR, slate('hevc', 30))).toMatchObject({ seconds: 3630, leftOutSeconds: 0 })
  expect(exported(slate('h264', 30))).toMatchObject({ codec: 'h264', seconds: 30 })
  const unknown = { codec: null, seconds: 600 }
  expect(exported(unknown)).toMatchObject({ codec: null, seconds: 600, leftOutSeconds: 0 })
  expect(exported(unknown, HEVC_HOUR)).toMatchObject({ codec: 'hevc', seconds: 4200 })
  expect(ofOneCodec([], [])).toEqual({ codec: null, slots: [], leftOutSeconds: 0 })
})
