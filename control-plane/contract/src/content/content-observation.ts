import { z } from 'zod'
import { Instant } from '../ids.ts'
import { ContentKind } from './content-kind-schema.ts'

/** By EBU R 128; null for silence. */
export const LoudnessObservation = z.object({
  momentaryLufs: z.number().nullable(),
  shortTermLufs: z.number().nullable(),
  /** Since the run began. */
  integratedLufs: z.number().nullable(),
  /** The highest sample of the last half second. */
  peakDb: z.number().nullable(),
})
export type LoudnessObservation = z.infer<typeof LoudnessObservation>

/** How the picture and the audio of a channel are. */
export const ContentObservation = z.object({
  /** What is wrong. `alarms`: a person is to be told. */
  conditions: z.array(z.object({ kind: ContentKind, since: Instant, alarms: z.boolean() })).max(32),
  /** For how long in all, since the agent began. */
  seconds: z.partialRecord(ContentKind, z.number().nonnegative()),
  /** After how many seconds each counts that was learnt from what is usual here. */
  learntSeconds: z.partialRecord(ContentKind, z.number().nonnegative()),
  /** It is still being learnt what is usual. */
  isLearning: z.boolean(),
  loudness: LoudnessObservation.nullable(),
})
export type ContentObservation = z.infer<typeof ContentObservation>
