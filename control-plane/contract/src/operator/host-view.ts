import { z } from 'zod'
import { Capabilities } from '../capabilities.ts'
import { HostHealth } from '../health/host-health.ts'
import { HostRoom, HostSample } from '../host-report.ts'
import { HostId, Instant } from '../ids.ts'
import { DvrDisk } from '../past-observation.ts'

/** `unknown`: no word for 8 s or more; its channels may well be on air. */
export const HostView = z.object({
  id: HostId,
  name: z.string(),
  link: z.enum(['never', 'connected', 'unknown']),
  /** Last word from the host; `unknown since` on screens. */
  lastSeenAt: Instant.nullable(),
  wantedRevision: z.int().nonnegative(),
  appliedRevision: z.int().nonnegative().nullable(),
  heldRevision: z.int().nonnegative().nullable(),
  draining: z.boolean(),
  /** What is wrong with it, if anything: the one verdict. */
  health: HostHealth,
  capabilities: Capabilities.nullable(),
  sample: HostSample.nullable(),
  /** What it has for channels and what they hold; null until it has said so. */
  room: HostRoom.omit({ holders: true }).nullable(),
  channels: z.int().nonnegative(),
  /** The disk of what its channels keep for later; null where they keep nothing. */
  dvrDisk: DvrDisk.nullable().default(null),
})
export type HostView = z.infer<typeof HostView>

/** The little of a host that changes each second. */
export const HostPulse = HostView.pick({
  id: true,
  link: true,
  lastSeenAt: true,
  wantedRevision: true,
  heldRevision: true,
  draining: true,
  health: true,
  sample: true,
})
export type HostPulse = z.infer<typeof HostPulse>
