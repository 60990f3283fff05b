import { z } from 'zod'
import { HealthLevel } from './health-level-schema.ts'

/** How many channels are at each level. */
export const LevelCounts = z.record(HealthLevel, z.int().nonnegative())
export type LevelCounts = z.infer<typeof LevelCounts>

/** The wanted channels of everything together: one that is `off` is not wanted. */
export const FleetHealth = z.object({
  wanted: z.int().nonnegative(),
  levels: LevelCounts,
  /** Of channels and hosts. */
  worst: HealthLevel,
})
export type FleetHealth = z.infer<typeof FleetHealth>
