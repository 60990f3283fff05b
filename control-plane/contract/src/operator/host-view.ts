import { z } from 'zod'
import { HostHealth } from '../health/host-health.ts'
import { Capabilities } from '../host/capabilities.ts'
import { HostRoom, HostSample } from '../host/host-report.ts'
import { HostId, Instant } from '../ids.ts'
import { says } from '../messages/says.ts'
import { DvrDisk } from '../past-observation.ts'

/** Recordings of a host. Those that run count as both. */
const HostRecordings = z.object({
  /** Something of them was kept there, and goes with the host. */
  kept: z.int().nonnegative(),
  /** They are not over, and go where their channels go, which are not deleted. */
  ahead: z.int().nonnegative(),
})

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
  recordings: HostRecordings,
  /** Another text whenever its name, what it says it is and can do, or whether it drains is another. */
  edition: z.string(),
  /** The disk of what its channels keep for later; null where they keep nothing. */
  dvrDisk: DvrDisk.nullable().default(null),
})
export type HostView = z.infer<typeof HostView>

/** What of a host may change each second, and by `edition` whether the rest did. */
export const HostPulse = HostView.pick({
  id: true,
  name: true,
  link: true,
  lastSeenAt: true,
  wantedRevision: true,
  heldRevision: true,
  draining: true,
  health: true,
  sample: true,
  room: true,
  channels: true,
  edition: true,
  dvrDisk: true,
})
export type HostPulse = z.infer<typeof HostPulse>

export const RenameHostInput = z.strictObject({
  id: HostId,
  name: z
    .string()
    .trim()
    .min(1, { error: says('host-name-empty') })
    .max(64),
})

export const DeleteHostInput = z.strictObject({
  id: HostId,
  /** Where its channels go; without it the choice is placement's. */
  moveTo: HostId.optional(),
  /** Its name, from a person who has seen that it is connected and deletes it all the same. */
  confirm: z.string().max(200).optional(),
})
export type DeleteHostInput = z.infer<typeof DeleteHostInput>
