import { z } from 'zod'
import {
  ChannelLimits,
  Deinterlace,
  HlsSettings,
  Rendition,
  SlateSettings,
} from '../channel-spec.ts'
import { Reason } from '../failure.ts'
import { ChannelState, ProcessMetrics } from '../host-report.ts'
import { AssetId, ChannelId, HostId, Instant, RunId, SourceId } from '../ids.ts'
import { Schedule } from '../schedule.ts'
import { Source } from '../source.ts'
import { TakenTracks } from '../source-facts.ts'
import { SourceWarning } from '../source-warnings.ts'

/** The spec's five (section 3). Finer states are beside it as `phase`. */
export const ChannelStatus = z.enum(['stopped', 'starting', 'running', 'error', 'stopping'])
export type ChannelStatus = z.infer<typeof ChannelStatus>

/**
 * `unknown`: its host has not been heard of; `unplaced`: no host can take it; `scheduled`: switched
 * on, and off air until its schedule says otherwise.
 */
export const ChannelPhase = z.enum([...ChannelState.options, 'unknown', 'unplaced', 'scheduled'])
export type ChannelPhase = z.infer<typeof ChannelPhase>

/** A channel as screens and REST clients see it. Sources come without secrets for a viewer. */
export const ChannelView = z.object({
  id: ChannelId,
  name: z.string(),
  slug: z.string(),
  status: ChannelStatus,
  phase: ChannelPhase,
  reason: Reason.nullable(),
  since: Instant,
  attempt: z.int().nonnegative(),
  nextTryAt: Instant.nullable(),
  queuePosition: z.int().nullable(),
  desired: z.enum(['on', 'off']),
  /** A person said that it is to start although its host has no room for it. */
  startAnyway: z.boolean(),
  playbackUrl: z.string(),
  thumbnailUrl: z.string(),
  hostId: HostId.nullable(),
  hostName: z.string().nullable(),
  sources: z.array(Source.extend({ url: z.string() })),
  activeSourceId: SourceId.nullable(),
  /** Programme and tracks that the run reads; null while none is known. */
  taken: TakenTracks.nullable(),
  /** What there is to say of its source as it is put out, as far as its host has looked into it. */
  warnings: z.array(SourceWarning).default([]),
  logo: z
    .object({
      assetId: AssetId,
      x: z.number(),
      y: z.number(),
      width: z.number(),
      opacity: z.number(),
    })
    .nullable(),
  output: z.object({
    mode: z.enum(['copy', 'transcode']),
    presetId: z.string(),
    renditions: z.array(Rendition),
    audio: z.object({ mode: z.enum(['auto', 'encode', 'none']), bitrateKbps: z.int() }),
    deinterlace: Deinterlace.default('frame'),
  }),
  hls: HlsSettings,
  slate: SlateSettings,
  schedule: Schedule.nullable(),
  autoRestart: z.boolean(),
  priority: z.int(),
  limits: ChannelLimits,
  speed: z.number().nullable(),
  fps: z.number().nullable(),
  viewers: z.int().nonnegative(),
  showing: z.enum(['nothing', 'live', 'slate']),
  createdAt: Instant,
  updatedAt: Instant,
})
export type ChannelView = z.infer<typeof ChannelView>

/** `GET /channels/:id/metrics`; the process fields are null while nothing runs. */
export const ChannelMetricsView = z.object({
  channelId: ChannelId,
  runId: RunId.nullable(),
  at: Instant.nullable(),
  ...nullable(ProcessMetrics.shape),
})
export type ChannelMetricsView = z.infer<typeof ChannelMetricsView>

function nullable<S extends Record<string, z.ZodType>>(shape: S) {
  const entries = Object.entries(shape).map(([key, schema]) => [key, z.nullable(schema)] as const)
  return Object.fromEntries(entries) as { [K in keyof S]: z.ZodNullable<S[K]> }
}

/** The little of a channel that changes each second, for lists of many. */
export const ChannelPulse = z.object({
  id: ChannelId,
  status: ChannelStatus,
  phase: ChannelPhase,
  reason: Reason.nullable(),
  since: Instant,
  nextTryAt: Instant.nullable(),
  attempt: z.int().nonnegative(),
  /** Place in the start queue, from 1. */
  queuePosition: z.int().nullable(),
  activeSourceId: SourceId.nullable(),
  showing: z.enum(['nothing', 'live', 'slate']),
  speed: z.number().nullable(),
  fps: z.number().nullable(),
  cpuPercent: z.number().nullable(),
  memoryBytes: z.int().nullable(),
  outputBitrateKbps: z.number().nullable(),
  viewers: z.int().nonnegative(),
})
export type ChannelPulse = z.infer<typeof ChannelPulse>
