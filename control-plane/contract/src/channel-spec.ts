import { z } from 'zod'
import { EncodingSettings, PresetId } from './encoding.ts'
import { AssetId, ChannelId, Sha256, Slug } from './ids.ts'
import { Schedule } from './schedule.ts'
import { Source } from './source.ts'

const Fraction = z.number().min(0).max(1)

/** A logo on the frame. `x`, `y` (top left corner) and `width` are fractions of the frame; the height follows the picture. */
export const Logo = z.object({
  assetId: AssetId,
  sha256: Sha256,
  x: Fraction,
  y: Fraction,
  width: z.number().min(0.005).max(1),
  opacity: Fraction,
})
export type Logo = z.infer<typeof Logo>

/** One encoded size. `height` in pixels, null for the height of the source; the width keeps the shape. */
export const Rendition = z.object({
  name: z.string().regex(/^[a-z0-9]{1,16}$/),
  height: z.int().min(144).max(2160).nullable(),
})
export type Rendition = z.infer<typeof Rendition>

/** The first alone is published: until there are ladders the others would be encoded for nobody. */
export function publishedRenditions<T>(renditions: readonly T[]): T[] {
  return renditions.slice(0, 1)
}

/** `auto` copies AAC stereo and encodes anything else. */
export const AudioSettings = z.object({
  mode: z.enum(['auto', 'encode', 'none']),
  bitrateKbps: z.int().min(32).max(512),
})
export type AudioSettings = z.infer<typeof AudioSettings>

/**
 * What becomes of interlaced pictures: `frame` one of each, 25 a second of 50i; `field` one of each
 * of their fields, 50 a second, which is smoother and takes about twice the CPU.
 */
export const Deinterlace = z.enum(['frame', 'field'])
export type Deinterlace = z.infer<typeof Deinterlace>

export const Output = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('copy') }),
  z.object({
    mode: z.literal('transcode'),
    presetId: PresetId,
    encoding: EncodingSettings,
    /** Of several, which older versions stored, the first is taken. */
    renditions: z.array(Rendition).min(1).max(6).transform(publishedRenditions),
    audio: AudioSettings,
    /** Absent for `frame`. */
    deinterlace: Deinterlace.optional(),
  }),
])
export type Output = z.infer<typeof Output>

/** Spec section 7: 2 s segments, 6 in the playlist. */
export const HlsSettings = z.object({
  segmentSeconds: z.number().min(1).max(10).default(2),
  windowSegments: z.int().min(3).max(60).default(6),
})
export type HlsSettings = z.infer<typeof HlsSettings>

/** What each FFmpeg run of a channel may use: bytes, and percent of one core. `null` is no limit. */
export const ChannelLimits = z.object({
  memoryBytes: z.int().positive().nullable().default(null),
  cpuPercent: z.int().min(5).max(10_000).nullable().default(null),
})
export type ChannelLimits = z.infer<typeof ChannelLimits>

/** Seconds of material kept on disk behind the live edge; 0 keeps none. */
export const DvrSettings = z.object({
  windowSeconds: z
    .int()
    .min(0)
    .max(7 * 86_400)
    .default(0),
})

export const SlateSettings = z.object({
  enabled: z.boolean().default(true),
  /** Picture shown while every source is dead; null shows the channel's name. */
  picture: Sha256.nullable().default(null),
  language: z.enum(['tr', 'en']).default('tr'),
})

/** What an operator wants of a channel, resolved: nothing in it has to be looked up elsewhere. */
export const ChannelSpec = z.object({
  id: ChannelId,
  name: z.string().min(1).max(100),
  slug: Slug,
  /** Switched on by the operator. The schedule narrows it. */
  on: z.boolean(),
  /** Grows with each restart asked for by a person; a run of an older generation is replaced. */
  restartGeneration: z.int().nonnegative(),
  sources: z.array(Source).min(1).max(8),
  logo: Logo.nullable(),
  output: Output,
  hls: HlsSettings,
  slate: SlateSettings,
  dvr: DvrSettings,
  schedule: Schedule.nullable(),
  autoRestart: z.boolean(),
  limits: ChannelLimits,
  /** Higher starts first when many wait. */
  priority: z.int().min(0).max(100),
  /** A person said that it is to start although its host has no room for it. */
  startAnyway: z.boolean().optional(),
})
export type ChannelSpec = z.infer<typeof ChannelSpec>
