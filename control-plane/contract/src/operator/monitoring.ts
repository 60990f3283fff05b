import { z } from 'zod'
import { ChannelPhase } from '../channel/phase.ts'
import { ChannelStatus } from '../channel/view.ts'
import { AirObservation, HostSample, ProcessMetrics } from '../host/host-report.ts'
import { ChannelId, HostId, Instant, RunId } from '../ids.ts'

/** What viewers of a channel get at the moment. */
export const StreamView = z.object({
  channelId: ChannelId,
  name: z.string(),
  slug: z.string(),
  status: ChannelStatus,
  phase: ChannelPhase,
  playbackUrl: z.string(),
  outputBitrateKbps: z.number().nullable(),
  ...AirObservation.shape,
})
export const StreamList = z.object({ items: z.array(StreamView) })
export type StreamList = z.infer<typeof StreamList>

/** An FFmpeg that runs, as measured in its last second. */
export const ProcessView = z.object({
  channelId: ChannelId,
  channelName: z.string(),
  slug: z.string(),
  hostId: HostId.nullable(),
  hostName: z.string().nullable(),
  runId: RunId,
  startedAt: Instant,
  ...ProcessMetrics.shape,
})
export const ProcessList = z.object({ items: z.array(ProcessView) })
export type ProcessList = z.infer<typeof ProcessList>

/** Every host in its last second. */
export const SystemView = z.object({
  at: Instant,
  hosts: z.array(
    z.object({
      id: HostId,
      name: z.string(),
      link: z.enum(['never', 'connected', 'unknown']),
      lastSeenAt: Instant.nullable(),
      channels: z.int(),
      /** Null until the host has reported. */
      sample: HostSample.nullable(),
    }),
  ),
})
export type SystemView = z.infer<typeof SystemView>
