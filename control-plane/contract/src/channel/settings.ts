import { z } from 'zod'
import { ContentSettings } from '../content/content-settings.ts'
import { GroupId, HostId, Sha256, Slug } from '../ids.ts'
import { says } from '../messages/says.ts'
import { Restreams } from '../restream.ts'
import { Schedule } from '../schedule.ts'
import { Source } from '../source/source.ts'
import { CueMode } from './cues.ts'
import { LayersSettings, WrittenLayers } from './layers.ts'
import { LONGEST_CHANNEL_NAME, MOST_SOURCES } from './list-lengths.ts'
import { LogoSettings } from './logo.ts'
import { OutputSettings } from './output.ts'
import { PlaybackSettings, WrittenViewerLimit } from './playback.ts'
import { ScheduleSettings } from './schedule-settings.ts'

/** Spec section 7: 2 s segments, 6 in the playlist. */
export const HlsSettings = z.object({
  segmentSeconds: z.number().min(1).max(10).default(2),
  windowSegments: z.int().min(3).max(60).default(6),
})
export type HlsSettings = z.infer<typeof HlsSettings>

/** What viewers see while every source is dead. */
export const SlateSettings = z.object({
  enabled: z.boolean().default(true),
  /** The hash that the upload of the picture answered; null shows the channel's name. */
  picture: Sha256.nullable().default(null),
  language: z.enum(['tr', 'en']).default('tr'),
})
export type SlateSettings = z.infer<typeof SlateSettings>

/** What was on air that viewers can go back to, kept on the disk of its host. */
export const DvrSettings = z.object({
  /** How far back; 0 keeps none. */
  windowSeconds: z
    .int()
    .min(0)
    .max(14 * 86_400)
    .default(0),
  /** Bytes that it may take: with more the oldest of it goes, whatever the window. Null is all there is. */
  budgetBytes: z.int().min(1e9).max(1e15).nullable().default(null),
})
export type DvrSettings = z.infer<typeof DvrSettings>

/** What FFmpeg needs to copy a stream; with less it would be ended at once, again and again. */
const LEAST_MEMORY_BYTES = 64e6

/** What each FFmpeg run of a channel may use: bytes, and percent of one core. `null` is no limit. */
export const ChannelLimits = z.object({
  memoryBytes: z
    .int({ error: says('memory-limit') })
    .min(LEAST_MEMORY_BYTES, { error: says('memory-limit-small') })
    .nullable()
    .default(null),
  cpuPercent: z.int().min(5).max(10_000).nullable().default(null),
})
export type ChannelLimits = z.infer<typeof ChannelLimits>

/**
 * All that a person sets of a channel, each setting once: its bounds, its default and what is said
 * where it is not valid. What is stored, sent to hosts, shown, taken in and backed up derives from it.
 */
export const ChannelSettings = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: says('channel-name-empty') })
    .max(LONGEST_CHANNEL_NAME),
  slug: Slug,
  /** In order of preference. */
  sources: z
    .array(Source)
    .min(1, { error: says('sources-empty') })
    .max(MOST_SOURCES),
  /** Where it is sent besides, as its viewers see it. */
  restreams: Restreams.default([]),
  logo: LogoSettings.nullable().default(null),
  /** What is laid on its picture beside the logo. */
  layers: LayersSettings.default([]),
  output: OutputSettings.prefault({}),
  hls: HlsSettings.prefault({}),
  slate: SlateSettings.prefault({}),
  dvr: DvrSettings.prefault({}),
  cues: CueMode.default('off'),
  playback: PlaybackSettings.prefault({}),
  content: ContentSettings.prefault({}),
  /** Null is always on air while switched on. */
  schedule: ScheduleSettings.nullable().default(null),
  /** The host it is pinned to; null lets placement choose. */
  hostId: HostId.nullable().default(null),
  /** The group it is in; null for none, which only they reach who are limited to no group. */
  groupId: GroupId.nullable().default(null),
  autoRestart: z.boolean().default(true),
  /** Higher starts first when many wait. */
  priority: z.int().min(0).max(100).default(50),
  limits: ChannelLimits.prefault({}),
  /** What operators want to tell each other of it; plain text, which no host is sent. */
  note: z.string().trim().max(2000).default(''),
})
export type ChannelSettings = z.infer<typeof ChannelSettings>

/** What versions before admitted, or another machine knows, is taken as it was written down. */
export const WrittenSettings = ChannelSettings.extend({
  schedule: Schedule.nullable().default(null),
  layers: WrittenLayers.default([]),
  playback: PlaybackSettings.extend({
    sites: z.array(z.string()).default([]),
    networks: z.array(z.string()).default([]),
    mostViewers: WrittenViewerLimit,
  }).prefault({}),
  limits: ChannelLimits.extend({
    memoryBytes: z
      .int()
      .positive()
      .overwrite((bytes) => Math.max(bytes, LEAST_MEMORY_BYTES))
      .nullable()
      .default(null),
  }).prefault({}),
})
