import { z } from 'zod'

/** What was wrong with what came of a source, counted since its run began. */
export const InputErrors = z.object({
  /** Of a transport stream: damaged, or with packets missing before them. */
  corruptPackets: z.int().nonnegative(),
  /** Of RTP, SRT and UDP: that never came, came too late, or found no room. */
  missedPackets: z.int().nonnegative(),
  /** Of HLS. */
  skippedSegments: z.int().nonnegative(),
  /** That could be decoded in part, or not at all. */
  damagedPictures: z.int().nonnegative(),
  /** Of the clock of the source. */
  timeJumps: z.int().nonnegative(),
})
export type InputErrors = z.infer<typeof InputErrors>

/** What comes of the source of a run now; its bitrate is among the metrics of its process. */
export const InputObservation = z.object({
  /** Null until enough has come. */
  framesPerSecond: z.number().nonnegative().nullable(),
  /** Pixels, null while no picture was seen. */
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  errors: InputErrors,
})
export type InputObservation = z.infer<typeof InputObservation>
