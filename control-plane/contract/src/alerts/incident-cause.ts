import { z } from 'zod'
import { ChannelId, HostId } from '../ids.ts'

/** What a host can be short of; `recordings`: what it was to keep, and did not. */
export const HostResource = z.enum(['cpu', 'memory', 'media', 'disk', 'room', 'recordings'])
export type HostResource = z.infer<typeof HostResource>

/**
 * What the alerts of an incident share, from the widest to the narrowest: a server that sources come
 * from or channels are sent on to, a machine of ours, what a machine is short of, or one channel. Names are those of when it began.
 */
export const IncidentCause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upstream'), address: z.string() }),
  z.object({ kind: z.literal('destination'), address: z.string() }),
  z.object({ kind: z.literal('machine'), hostId: HostId, name: z.string() }),
  /** Without a host: no host has room. */
  z.object({
    kind: z.literal('resource'),
    resource: HostResource,
    hostId: HostId.nullable(),
    name: z.string().nullable(),
  }),
  z.object({ kind: z.literal('channel'), channelId: ChannelId, name: z.string() }),
])
export type IncidentCause = z.infer<typeof IncidentCause>

export const IncidentCauseKind = z.enum(IncidentCause.options.map(({ shape }) => shape.kind.value))
export type IncidentCauseKind = z.infer<typeof IncidentCauseKind>
