import { z } from 'zod'

/** What every screen is told of incidents, at least once a second. */
export const IncidentCounts = z.object({
  open: z.int().nonnegative(),
  /** Open, not acknowledged, not muted and not in maintenance: what wants a person. */
  waiting: z.int().nonnegative(),
  /** Of those that wait. */
  critical: z.int().nonnegative(),
  /** Another text whenever anything about any incident is another. */
  edition: z.string(),
})
export type IncidentCounts = z.infer<typeof IncidentCounts>
