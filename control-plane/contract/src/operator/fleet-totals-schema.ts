import { z } from 'zod'
import { FleetHealth } from '../health/fleet-health-schema.ts'

/** The figures of everything together in one second. */
export const FleetTotals = z.object({
  /** Wanted channels of which viewers get something; those of a silent host by their last word. */
  onAir: z.int().nonnegative(),
  ...FleetHealth.shape,
  /** Of all cores of the connected hosts; null when none reports. */
  cpuPercent: z.number().nullable(),
  cores: z.int().nonnegative(),
  memoryUsedBytes: z.number().nullable(),
  memoryTotalBytes: z.number(),
  /** What viewers get: the bitrate of each channel times its viewers. */
  viewerKbps: z.number().nonnegative(),
  networkSentKbps: z.number().nullable(),
  networkReceivedKbps: z.number().nullable(),
  viewers: z.int().nonnegative(),
  watched: z.int().nonnegative(),
})
export type FleetTotals = z.infer<typeof FleetTotals>
