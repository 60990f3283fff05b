import { BROADCAST_PRESET, ChannelSpec, ZEROLATENCY_PRESET } from '@cashbacktv/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testCardFacts } from '../plan-ffmpeg/test-card.ts'
import { fitFalling, valueAt } from './isotonic.ts'
import { curveOf, encoderOf, estimateOf, strainOf } from './quality-model.ts'
import { qualityObserved, type RunSeen } from './quality-observed.ts'
import { addQuantisers, NO_QUANTISERS, usualQuantiser } from './quantiser-window.ts'

const figure = fc.double({ min: -50, max: 50, noNaN: true })
const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 12 }), y: figure }), {
  minLength: 1,
  maxLength: 30,
})
const AT = '2026-01-01T00:00:00.000Z'

describe('the falling fit', () => {
  it('never rises, stays within what was measured, and keeps the mean', () => {
    fc.assert(
      fc.property(points, (given) => {
        const fit = fitFalling(given)
        const values = fit.map(({ y }) => y)
        expect(values).toEqual(values.toSorted((a, b) => b - a))
        const ys = given.map(({ y }) => y)
        for (const y of values) {
          expect(y).toBeGreaterThanOrEqual(Math.min(...ys) - 1e-9)
          expect(y).toBeLessThanOrEqual(Math.max(...ys) + 1e-9)
        }
        const mean = ys.reduce((sum, y) => sum + y, 0) / ys.length
        const fitted = given.map(({ x }) => fit.find((point) => point.x === x)?.y ?? Number.NaN)
        expect(fitted.reduce((sum, y) => sum + y, 0) / ys.length).toBeCloseTo(mean, 6)
      }),
    )
  })

  it('leaves what falls already as it is, and evens out what rises', () => {
    const falling = [
      { x: 1, y: 9 },
      { x: 2, y: 7 },
      { x: 3, y: 1 },
    ]
    expect(fitFalling(falling.toReversed())).toEqual(falling)
    expect(
      fitFalling([
        { x: 1, y: 4 },
        { x: 2, y: 6 },
      ]).map(({ y }) => y),
    ).toEqual([5, 5])
  })

  it('is read straight between its points and as at its ends beyond them', () => {
    const line = [
      { x: 10, y: 30 },
      { x: 20, y: 10 },
    ]
    expect([0, 10, 15, 20, 99].map((x) => valueAt(line, x))).toEqual([30, 30, 20, 10, 10])
    expect(valueAt([], 1)).toBeNull()
  })
})

/** Camera footage of 720p25 and 1080p30 as the default preset encodes it: measured SSIM in decibels. */
const FOOTAGE = [
  { quantiser: 22, bitsPerPixel: 0.0662, decibels: 26.5 },
  { quantiser: 27, bitsPerPixel: 0.0367, decibels: 24.64 },
  { quantiser: 31, bitsPerPixel: 0.0211, decibels: 22.64 },
  { quantiser: 36, bitsPerPixel: 0.0124, decibels: 20.15 },
  { quantiser: 41.7, bitsPerPixel: 0.007, decibels: 16.93 },
  { quantiser: 22.1, bitsPerPixel: 0.2161, decibels: 20.34 },
  { quantiser: 27, bitsPerPixel: 0.1201, decibels: 18.33 },
  { quantiser: 30.9, bitsPerPixel: 0.0682, decibels: 16.24 },
  { quantiser: 35.5, bitsPerPixel: 0.0369, decibels: 13.87 },
  { quantiser: 41.2, bitsPerPixel: 0.0184, decibels: 11.09 },
]

describe('the model', () => {
  it('puts easy and hard footage on one curve, within 1.2 dB', () => {
    const curve = curveOf(
      BROADCAST_PRESET,
      FOOTAGE.filter((_, n) => n % 2 === 0),
      AT,
    )
    for (const trial of FOOTAGE.slice(1, 9)) {
      const found = curve && estimateOf(curve, trial)
      const decibels = -10 * Math.log10(1 - (found?.ssim ?? 0))
      expect(Math.abs(decibels - trial.decibels)).toBeLessThan(1.2)
    }
  })

  it('gives no better score for a higher quantiser, nor for more bits at the same one', () => {
    const curve = curveOf(BROADCAST_PRESET, FOOTAGE, AT)
    if (curve === null) throw new Error('no curve')
    const quantiser = fc.double({ min: 0, max: 60, noNaN: true })
    const bits = fc.double({ min: 0, max: 5, noNaN: true })
    fc.assert(
      fc.property(quantiser, quantiser, bits, bits, (q1, q2, b1, b2) => {
        const easy = { quantiser: Math.min(q1, q2), bitsPerPixel: Math.min(b1, b2) }
        const hard = { quantiser: Math.max(q1, q2), bitsPerPixel: Math.max(b1, b2) }
        expect(strainOf(easy, 3.1)).toBeLessThanOrEqual(strainOf(hard, 3.1))
        const [a, b] = [estimateOf(curve, easy), estimateOf(curve, hard)]
        expect(a?.score).toBeGreaterThanOrEqual(b?.score ?? 101)
      }),
    )
  })

  it('has one curve for settings that differ in their bits alone', () => {
    expect(encoderOf({ ...BROADCAST_PRESET, crf: 30, maxBitrateKbps: null })).toBe(
      encoderOf(BROADCAST_PRESET),
    )
    expect(encoderOf(BROADCAST_PRESET)).toBe('superfast untuned high b0 l10 a2')
    expect(encoderOf(ZEROLATENCY_PRESET)).not.toBe(encoderOf(BROADCAST_PRESET))
    expect(curveOf(BROADCAST_PRESET, FOOTAGE.slice(0, 1), AT)).toBeNull()
  })
})

describe('what a channel is told to look like', () => {
  const url = 'testcard://1280x720@25'
  const spec = ChannelSpec.parse({
    id: '00000000-0000-4000-8000-000000000001',
    name: 'One',
    slug: 'one',
    on: true,
    restartGeneration: 0,
    logo: null,
    sources: [{ id: '00000000-0000-4000-8000-000000000002', url }],
    output: {
      mode: 'transcode',
      presetId: 'broadcast',
      encoding: BROADCAST_PRESET,
      renditions: [{ name: 'main', height: null }],
      audio: { mode: 'auto', bitrateKbps: 128 },
    },
    hls: {},
    slate: {},
    dvr: {},
    schedule: null,
    autoRestart: true,
    limits: {},
    priority: 50,
  })
  const curves = [curveOf(BROADCAST_PRESET, FOOTAGE, AT)].flatMap((curve) => curve ?? [])
  const run: RunSeen = {
    quantisers: Array.from({ length: 9 }, (_, n) => [n % 4 === 0 ? 20 : 27]),
    bitrateKbps: 128 + 0.0367 * 1280 * 720 * 0.025,
    facts: testCardFacts(url),
  }
  const seen = { spec, run, curves, measured: null, wall: Date.parse(AT) }

  it('follows the median quantiser and the bits of the picture alone', () => {
    const { quality } = qualityObserved(seen)
    expect(quality).toMatchObject({ none: null, estimate: { at: AT, model: 1, calibratedAt: AT } })
    expect(quality?.estimate?.ssim).toBeCloseTo(1 - 10 ** -2.464, 3)
  })

  it('says why there is none', () => {
    const why = (more: Partial<typeof seen>) => qualityObserved({ ...seen, ...more }).quality?.none
    expect(why({ curves: [] })).toBe('not-calibrated')
    expect(why({ run: { ...run, quantisers: [[27]] } })).toBe('too-early')
    expect(why({ run: { ...run, facts: null } })).toBe('too-early')
    // The quantisers of another encoder mean something else.
    expect(why({ run: { ...run, isOnGpu: true } })).toBe('not-calibrated')
    expect(why({ run: { ...run, bitrateKbps: null } })).toBe('too-early')
    expect(why({ spec: { ...spec, output: { mode: 'copy' } } })).toBe('copied')
  })

  it('keeps what was measured while nothing runs, and says nothing where nothing ever was', () => {
    const measured = { ssim: 0.99, score: 80, vmaf: null, at: AT, model: 1, seconds: 6 }
    expect(qualityObserved({ ...seen, run: null })).toEqual({})
    expect(qualityObserved({ ...seen, run: null, measured }).quality).toEqual({
      estimate: null,
      none: null,
      measured,
    })
  })

  it('goes by the last seconds only, and by none that are too few', () => {
    const old = Array.from({ length: 30 }, () => [50]).reduce(addQuantisers, NO_QUANTISERS)
    const fresh = Array.from({ length: 15 }, () => [27, 30]).reduce(addQuantisers, old)
    expect([usualQuantiser(old, 0), usualQuantiser(fresh, 0), usualQuantiser(fresh, 1)]).toEqual([
      50, 27, 30,
    ])
    expect(usualQuantiser(addQuantisers(NO_QUANTISERS, []), 0)).toBeNull()
    expect(usualQuantiser(fresh, 2)).toBeNull()
  })
})
