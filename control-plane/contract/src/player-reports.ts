import { z } from 'zod'

/**
 * What players that send CMCD say of a channel. All but the first and the last are counters since
 * the origin was started; what the standard does not tell is estimated, as `docs/analytics.md` says.
 */
export const PlayerReports = z.object({
  /** Sessions that were heard of within the last half minute. */
  sessions: z.int().nonnegative(),
  begun: z.int().nonnegative(),
  /** Sessions that ran out of media at least once after they had started. */
  rebuffered: z.int().nonnegative(),
  stalls: z.int().nonnegative(),
  stalledSeconds: z.number().nonnegative(),
  playedSeconds: z.number().nonnegative(),
  /** Sessions that started to play, and how long that took all of them. */
  startups: z.int().nonnegative(),
  startupSeconds: z.number().nonnegative(),
  /** Throughput as players measured it, times the seconds that it is of. */
  throughputKilobits: z.number().nonnegative(),
  throughputSeconds: z.number().nonnegative(),
  /** Of the sessions there now, what a tenth, half and nine tenths have at most; absent where none says. */
  throughputKbps: z
    .object({
      p10: z.number().nonnegative(),
      p50: z.number().nonnegative(),
      p90: z.number().nonnegative(),
    })
    .optional(),
})
export type PlayerReports = z.infer<typeof PlayerReports>
