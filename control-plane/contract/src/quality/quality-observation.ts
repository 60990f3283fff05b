import { z } from 'zod'
import { Instant } from '../ids.ts'

/** How like the picture before its encoding a picture is: SSIM of the luma, and the score that people read. */
const likeness = {
  ssim: z.number().min(0).max(1),
  /** 0 to 100; `qualityScore` says of what. */
  score: z.int().min(0).max(100),
}

/** Derived from the quantiser and the bits of the last seconds. */
export const QualityEstimate = z.object({
  ...likeness,
  at: Instant,
  /** Version of the model, and since when this host has had its curve. */
  model: z.int().positive(),
  calibratedAt: Instant,
})
export type QualityEstimate = z.infer<typeof QualityEstimate>

/** Some seconds of the source, encoded as the channel is and compared picture by picture. */
export const QualityMeasurement = z.object({
  ...likeness,
  /** 0 to 100 where the host's FFmpeg can tell it, else null. */
  vmaf: z.number().min(0).max(100).nullable(),
  at: Instant,
  /** Version of the way of measuring. */
  model: z.int().positive(),
  /** Of media that were compared. */
  seconds: z.number().nonnegative(),
})
export type QualityMeasurement = z.infer<typeof QualityMeasurement>

/** Why there is no estimate. */
export const NoEstimate = z.enum([
  /** The stream is handed on as it comes. */
  'copied',
  /** The host has not measured its encoder at these settings yet. */
  'not-calibrated',
  /** The run has not sent enough yet, or what it encodes is not known. */
  'too-early',
])
export type NoEstimate = z.infer<typeof NoEstimate>

/** How well the picture of a channel is encoded. */
export const QualityObservation = z.object({
  estimate: QualityEstimate.nullable(),
  /** Null beside an estimate, and while nothing runs. */
  none: NoEstimate.nullable(),
  /** The last one, asked for by a person or by the schedule, of the settings of then. */
  measured: QualityMeasurement.nullable(),
})
export type QualityObservation = z.infer<typeof QualityObservation>
