import { z } from 'zod'
import { Instant } from './ids.ts'

/** What is kept of a channel for its viewers to go back to. Up to a minute old. */
export const PastObservation = z.object({
  /** Of all its files, those of recordings too. */
  bytes: z.int().nonnegative(),
  /** When what viewers can go back to begins; null while nothing is kept. */
  since: Instant.nullable(),
  /** At what it takes of late; null until ten minutes of an hour are kept. */
  bytesPerHour: z.int().nonnegative().nullable(),
  /** Why it does not reach back as far as it is to, and since when hours went for it. */
  shortened: z.object({ by: z.enum(['disk', 'budget']), since: Instant }).nullable(),
})
export type PastObservation = z.infer<typeof PastObservation>

/** The disk that what is kept for later is on. */
export const DvrDisk = z.object({
  totalBytes: z.int().nonnegative(),
  freeBytes: z.int().nonnegative(),
  /** What channels keep on it. */
  keptBytes: z.int().nonnegative(),
  /** What that will be once each goes back as far as it is to, by what each takes of late. */
  neededBytes: z.int().nonnegative(),
})
export type DvrDisk = z.infer<typeof DvrDisk>
