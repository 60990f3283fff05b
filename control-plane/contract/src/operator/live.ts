import { z } from 'zod'
import { IncidentCounts } from '../alerts/incident-counts.ts'
import { ChannelPulse } from '../channel/view.ts'
import { ChannelId, GroupId, Instant } from '../ids.ts'
import { FleetTotals } from './fleet-totals-schema.ts'
import { HostPulse } from './host-view.ts'
import { MOST_FIGURES } from './packed-ids.ts'

/** What a screen shows, and therefore is told of. */
export const LiveScope = z.strictObject({
  /** `one`: the channel named below alone. `all`: of every channel what it is; figures only of those named. */
  channels: z.enum(['all', 'one']).default('all'),
  /** Ids without hyphens, in a row, as `packIds` writes them: they travel in an address. */
  figures: z
    .string()
    .regex(/^([0-9a-f]{32})*$/)
    .max(32 * MOST_FIGURES)
    .default(''),
  /** Also the figures of every channel that somebody watches. */
  senders: z.boolean().default(false),
  /** The load of each host each second; without it only what it is. */
  samples: z.boolean().default(false),
  /** `cursor` of the last message of this scope, or of one as wide: what is known is not sent again. */
  since: z.string().max(64).optional(),
})
export type LiveScope = z.infer<typeof LiveScope>

/** With all that it is, or with those figures alone that are others than before. */
export const ChannelChange = ChannelPulse.partial().extend({ id: ChannelId })
export type ChannelChange = z.infer<typeof ChannelChange>

/** Of what pages name beside channels and hosts: groups in reach, and presets. */
export const LiveNames = z.object({
  groups: z.array(z.object({ id: GroupId, name: z.string() })),
  presets: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type LiveNames = z.infer<typeof LiveNames>

/** At least one a second. */
export const LiveMessage = z.object({
  at: Instant,
  cursor: z.string(),
  /** True: what is not in it is no more. False: what is not in it is as it was. */
  whole: z.boolean(),
  channels: z.array(ChannelChange),
  /** Channels that are no more. */
  gone: z.array(ChannelId),
  hosts: z.array(HostPulse),
  /** All of them, in a message that is whole and when one is another; else null. */
  names: LiveNames.nullable(),
  /** Once a second. */
  totals: FleetTotals.nullable(),
  /** Once a second, and whenever they change. */
  incidents: IncidentCounts.nullable(),
})
export type LiveMessage = z.infer<typeof LiveMessage>
