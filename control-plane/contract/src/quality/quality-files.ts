import { z } from 'zod'
import { ChannelId, Instant } from '../ids.ts'
import { QualityMeasurement } from './quality-observation.ts'

/** SSIM in decibels by how hard the encoder had it; falling, by rising `strain`. */
export const QualityCurve = z.object({
  /** Which settings of the encoder it is of. */
  encoder: z.string().max(64),
  at: Instant,
  /** Steps of the quantiser that weigh in `strain` as much as twice the bits. */
  stepsPerDoubling: z.number().positive(),
  points: z
    .array(z.object({ strain: z.number(), decibels: z.number() }))
    .min(2)
    .max(64),
})
export type QualityCurve = z.infer<typeof QualityCurve>

/** `<state>/quality-curves.json`: measured with this FFmpeg and this version of the model. */
export const QualityCurvesFile = z.object({
  model: z.int(),
  ffmpegVersion: z.string().max(128),
  curves: z.array(QualityCurve).max(200),
})
export type QualityCurvesFile = z.infer<typeof QualityCurvesFile>

/** `<state>/quality-measurements.json`: the last measurement of each channel. */
export const QualityMeasurementsFile = z
  .array(z.object({ channelId: ChannelId, measured: QualityMeasurement }))
  .max(10_000)
export type QualityMeasurementsFile = z.infer<typeof QualityMeasurementsFile>
