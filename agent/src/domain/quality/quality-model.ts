import {
  type EncodingSettings,
  type QualityCurve,
  qualityScore,
  ssimOfDb,
} from '@cashbacktv/contract'
import { fitFalling, valueAt } from './isotonic.ts'

/** To be raised with whatever changes what a score comes to: the clips, the strain, the fit, the scale. */
export const QUALITY_MODEL = 1

/** What the encoder did to a picture: its quantiser, and the bits that it took for each pixel. */
export type Encoded = { quantiser: number; bitsPerPixel: number }

/**
 * Steps of the quantiser that weigh as much as twice the bits. At a constant rate factor the
 * quantiser is the same for every picture, and only the bits say how hard a picture is. Measured on
 * camera footage of 720p25 and 1080p30, encoded at five rate factors each: SSIM falls by 0.97 dB a
 * step of the quantiser, and by 3.0 dB with twice the bits at the same quantiser.
 */
const STEPS_PER_DOUBLING = 3.1

/** One figure for how hard the encoder had it: of footage about 10 for an excellent picture, 23 for a fair one. */
export function strainOf({ quantiser, bitsPerPixel }: Encoded): number {
  return quantiser + STEPS_PER_DOUBLING * Math.log2(Math.max(1e-6, bitsPerPixel))
}

/** Settings under which one curve holds. How many bits there may be, and keyframes, are seen in the figures. */
export function encoderOf(encoding: EncodingSettings): string {
  const { speed, tune, profile, bFrames, lookaheadFrames, aqMode } = encoding
  return [speed, tune, profile, `b${bFrames}`, `l${lookaheadFrames}`, `a${aqMode}`].join(' ')
}

/** One picture of the calibration, encoded and compared. */
export type Trial = Encoded & { decibels: number }

/** Null where there is too little for a curve. */
export function curveOf(
  encoding: EncodingSettings,
  trials: readonly Trial[],
  at: string,
): QualityCurve | null {
  const points = fitFalling(trials.map((trial) => ({ x: strainOf(trial), y: trial.decibels })))
  if (points.length < 2) return null
  return {
    encoder: encoderOf(encoding),
    at,
    points: points.map(({ x, y }) => ({ strain: x, decibels: y })),
  }
}

export type Likeness = { ssim: number; score: number }

/** What a curve makes of figures of the encoder. */
export function estimateOf(curve: QualityCurve, encoded: Encoded): Likeness | null {
  const points = curve.points.map(({ strain, decibels }) => ({ x: strain, y: decibels }))
  const decibels = valueAt(points, strainOf(encoded))
  return decibels === null ? null : likenessOf(ssimOfDb(decibels))
}

/** An SSIM with its score, as both are told. */
export function likenessOf(ssim: number): Likeness {
  const bounded = Math.min(1, Math.max(0, Math.round(ssim * 1e5) / 1e5))
  return { ssim: bounded, score: qualityScore(bounded) }
}
