import { z } from 'zod'
import { ContentObservation } from '../content/content-observation.ts'
import { Reason } from '../failure.ts'
import { ChannelHealth } from '../health/channel-health.ts'
import { ProcessMetrics, ShownBreak } from '../host/host-report.ts'
import { ChannelId, Instant, RunId, SourceId } from '../ids.ts'
import { PastObservation } from '../past-observation.ts'
import { QualityObservation } from '../quality/quality-observation.ts'
import { RestreamObservation } from '../restream.ts'
import { InputObservation } from '../source/input-observation.ts'
import { TakenTracks } from '../source/source-facts.ts'
import { SourceWarning } from '../source/source-warning.ts'
import { ChannelPhase } from './phase.ts'
import { WrittenSettings } from './settings.ts'

/** The spec's five (section 3). Finer states are beside it as `phase`. */
export const ChannelStatus = z.enum(['stopped', 'starting', 'running', 'error', 'stopping'])
export type ChannelStatus = z.infer<typeof ChannelStatus>

/**
 * A channel as screens and REST clients see it: its settings, and what becomes of them. Sources come
 * masked for who may edit channels, and as scheme and host for others; what is masked is sent back as
 * it came to keep it. `hostId` is where it is, whoever chose that.
 */
export const ChannelView = WrittenSettings.extend({
  id: ChannelId,
  status: ChannelStatus,
  phase: ChannelPhase,
  reason: Reason.nullable(),
  since: Instant,
  attempt: z.int().nonnegative(),
  nextTryAt: Instant.nullable(),
  queuePosition: z.int().nullable(),
  /** What viewers get of what is wanted: the one verdict. */
  health: ChannelHealth,
  desired: z.enum(['on', 'off']),
  /** A person said that it is to start although its host has no room for it. */
  startAnyway: z.boolean(),
  playbackUrl: z.string(),
  thumbnailUrl: z.string(),
  /** Not everyone may watch it: both addresses need more than themselves. */
  isGuarded: z.boolean(),
  hostName: z.string().nullable(),
  /** A person chose its host, and placement leaves it there. */
  pinned: z.boolean(),
  activeSourceId: SourceId.nullable(),
  /** Programme and tracks that the run reads; null while none is known. */
  taken: TakenTracks.nullable(),
  /** FFmpeg's name of what encodes the picture on air: `libx264`, or that of a GPU; null where nothing does. */
  encoder: z.string().max(32).nullable().default(null),
  /** What there is to say of its source as it is put out, as far as its host has looked into it. */
  warnings: z.array(SourceWarning).default([]),
  /** Breaks of its source that came last, the newest at the end. */
  breaks: z.array(ShownBreak).default([]),
  /** What viewers can go back to; null where nothing is kept. */
  past: PastObservation.nullable().default(null),
  /** What becomes of its destinations, as far as its host says. */
  restreamStates: z.array(RestreamObservation).default([]),
  speed: z.number().nullable(),
  fps: z.number().nullable(),
  viewers: z.int().nonnegative(),
  showing: z.enum(['nothing', 'live', 'slate']),
  createdAt: Instant,
  updatedAt: Instant,
})
export type ChannelView = z.infer<typeof ChannelView>

/** What screens with many channels show of one. All of it, five hundred times, is what a browser waits for. */
export const ListedChannel = ChannelView.pick({
  id: true,
  name: true,
  slug: true,
  hostId: true,
  hostName: true,
  thumbnailUrl: true,
  isGuarded: true,
  groupId: true,
  desired: true,
  status: true,
  phase: true,
  health: true,
  reason: true,
  since: true,
  attempt: true,
  nextTryAt: true,
  queuePosition: true,
  activeSourceId: true,
  showing: true,
  speed: true,
  fps: true,
  viewers: true,
  updatedAt: true,
}).extend({
  /** In order of preference. */
  sources: z.array(z.object({ id: SourceId })),
})
export type ListedChannel = z.infer<typeof ListedChannel>

export const ListedChannels = z.object({
  items: z.array(ListedChannel),
  total: z.int().nonnegative(),
})
export type ListedChannels = z.infer<typeof ListedChannels>

/** `GET /channels/:id/metrics`; the process fields are null while nothing runs. */
export const ChannelMetricsView = z.object({
  channelId: ChannelId,
  runId: RunId.nullable(),
  at: Instant.nullable(),
  ...nullable(ProcessMetrics.shape),
  input: InputObservation.nullable(),
  content: ContentObservation.nullable(),
  quality: QualityObservation.nullable(),
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
  health: ChannelHealth,
  activeSourceId: SourceId.nullable(),
  showing: z.enum(['nothing', 'live', 'slate']),
  speed: z.number().nullable(),
  fps: z.number().nullable(),
  cpuPercent: z.number().nullable(),
  memoryBytes: z.int().nullable(),
  outputBitrateKbps: z.number().nullable(),
  /** Of the last 0.4 s by EBU R 128, in whole LUFS; -70 for silence, null where it is not measured. */
  loudnessLufs: z.int().nullable(),
  viewers: z.int().nonnegative(),
  /** When a person last changed or switched it. */
  updatedAt: Instant,
  /** Another text with every change of its settings; switching and restarting leave it. */
  edition: z.string(),
})
export type ChannelPulse = z.infer<typeof ChannelPulse>
