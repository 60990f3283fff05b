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
 * quantiser says little of how hard a picture is, the bits say it. Measured on camera footage of
 * 720p25 and of 1080p30 scaled to 720p, each at four or five rate factors, as the value with which both lie on one
 * curve: SSIM falls by about 1 dB a step, and by so many with twice the bits. What FFmpeg tells is
 * the quantiser before macroblock tree, which lowers it by more the stiller a picture is.
 */
const WITH_TREE = { stepsPerDoubling: 3.1, footageAheadDb: 0 }
/** Without it the textures of the calibration come out worse than footage of the same strain, by so much. */
const WITHOUT_TREE = { stepsPerDoubling: 2, footageAheadDb: 4.3 }

/** `x264 --fullhelp`: the two fastest settings and `zerolatency` go without, unless look-ahead is asked for. */
function usesTree({ lookaheadFrames, tune, speed }: EncodingSettings): boolean {
  if (lookaheadFrames !== null) return lookaheadFrames > 0
  return tune !== 'zerolatency' && speed !== 'ultrafast' && speed !== 'superfast'
}

/** One figure for how hard the encoder had it. */
export function strainOf({ quantiser, bitsPerPixel }: Encoded, stepsPerDoubling: number): number {
  return quantiser + stepsPerDoubling * Math.log2(Math.max(1e-6, bitsPerPixel))
}

/** Settings under which one curve holds. How many bits there may be, and keyframes, are seen in the figures. */
export function encoderOf(encoding: EncodingSettings): string {
  const { speed, tune, profile, bFrames, lookaheadFrames, aqMode } = encoding
  return [
    speed,
    tune ?? 'untuned',
    profile,
    `b${bFrames}`,
    `l${lookaheadFrames}`,
    `a${aqMode}`,
  ].join(' ')
}

/** One picture of the calibration, encoded and compared. */
export type Trial = Encoded & { decibels: number }

/** Null where there is too little for a curve. */
export function curveOf(
  encoding: EncodingSettings,
  trials: readonly Trial[],
  at: string,
): QualityCurve | null {
  const { stepsPerDoubling, footageAheadDb } = usesTree(encoding) ? WITH_TREE : WITHOUT_TREE
  const points = fitFalling(
    trials.map((trial) => ({
      x: strainOf(trial, stepsPerDoubling),
      y: trial.decibels + footageAheadDb,
    })),
  )
  if (points.length < 2) return null
  return {
    encoder: encoderOf(encoding),
    at,
    stepsPerDoubling,
    points: points.map(({ x, y }) => ({ strain: x, decibels: y })),
  }
}

export type Likeness = { ssim: number; score: number }

/** What a curve makes of figures of the encoder. */
export function estimateOf(curve: QualityCurve, encoded: Encoded): Likeness | null {
  const points = curve.points.map(({ strain, decibels }) => ({ x: strain, y: decibels }))
  const decibels = valueAt(points, strainOf(encoded, curve.stepsPerDoubling))
  return decibels === null ? null : likenessOf(ssimOfDb(decibels))
}

/** An SSIM with its score, as both are told. */
export function likenessOf(ssim: number): Likeness {
  const bounded = Math.min(1, Math.max(0, Math.round(ssim * 1e5) / 1e5))
  return { ssim: bounded, score: qualityScore(bounded) }
}
