import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Levelling, stepLevelling, UNLEVELLED } from './step-levelling.ts'

/** Half seconds of one loudness after another. */
function heard(readings: readonly (number | null)[], from: Levelling = UNLEVELLED): Levelling[] {
  const steps = [from]
  for (const momentaryLufs of readings) {
    steps.push(stepLevelling(steps.at(-1) ?? from, { momentaryLufs }, -23))
  }
  return steps
}

const lasting = (lufs: number | null, seconds: number) =>
  Array<number | null>(seconds * 2).fill(lufs)
const gainAfter = (...parts: (number | null)[][]) => heard(parts.flat()).at(-1)?.gainDb

describe('the levelling of a programme', () => {
  it.each([
    [-31, 8],
    [-17, -6],
    [-23, 0],
  ])('brings %d LUFS to the target within a quarter of a minute', (lufs, gainDb) => {
    expect(gainAfter(lasting(lufs, 15))).toBeCloseTo(gainDb, 0)
  })

  it('follows a programme that is louder than the one before', () => {
    expect(gainAfter(lasting(-30, 60), lasting(-18, 90))).toBeCloseTo(-5, 0)
  })

  it('follows one that is quieter within three minutes, and later one that could be a pause', () => {
    expect(gainAfter(lasting(-18, 60), lasting(-26, 180))).toBeCloseTo(3, 0)
    expect(gainAfter(lasting(-18, 60), lasting(-30, 900))).toBeCloseTo(7, 0)
  })

  it('leaves pauses and silence alone', () => {
    const speech = gainAfter(lasting(-27, 60))
    expect(gainAfter(lasting(-27, 60), lasting(null, 600))).toBe(speech)
    expect(gainAfter(lasting(-27, 60), lasting(-60, 600))).toBe(speech)
    const talk = Array.from({ length: 120 }, () => [...lasting(-27, 2), ...lasting(-50, 1)]).flat()
    expect(gainAfter(talk)).toBeCloseTo(4, 0)
  })

  it('goes on where the run before was, without a step', () => {
    const before = { ...UNLEVELLED, gainDb: 6 }
    expect(heard(lasting(-29, 20), before).every(({ gainDb }) => gainDb === 6)).toBe(true)
  })

  it('moves by a decibel a second at most, and stays within its bounds, whatever comes', () => {
    const reading = fc.oneof(fc.constant(null), fc.double({ min: -120, max: 20, noNaN: true }))
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 300 }), (readings) => {
        const gains = heard(readings).map(({ gainDb }) => gainDb)
        gains.forEach((gain, at) => {
          expect(Math.abs(gain - (gains[at - 1] ?? 0))).toBeLessThanOrEqual(0.551)
          expect(gain).toBeGreaterThanOrEqual(-20)
          expect(gain).toBeLessThanOrEqual(15)
        })
      }),
    )
  })
})
