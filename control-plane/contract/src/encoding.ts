import { z } from 'zod'
import { says } from './messages/says.ts'

/** The most that a picture may take, in kb/s. */
export const BitrateCap = z.int().min(100).max(100_000)

/** What a preset sets for libx264. Field names follow x264's own options. */
export const EncodingSettings = z.object({
  speed: z.enum(['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium']),
  tune: z.enum(['zerolatency']).nullable(),
  crf: z.number().min(10).max(40),
  /** Cap of the video bitrate, null for none. */
  maxBitrateKbps: BitrateCap.nullable(),
  profile: z.enum(['baseline', 'main', 'high']),
  level: z.enum(['3.1', '4.0', '4.1', '4.2', '5.0', '5.1', '5.2']),
  keyframeSeconds: z.number().min(0.5).max(10),
  bFrames: z.int().min(0).max(4),
  /** Frames of look-ahead with macroblock tree; null leaves x264's own choice. */
  lookaheadFrames: z.int().min(0).max(60).nullable(),
  /** Adaptive quantisation mode 0 to 3; null leaves x264's own choice. */
  aqMode: z.int().min(0).max(3).nullable(),
  /** Encoder threads; `auto` lets the plan choose by frame size, `x264` leaves it to the encoder. */
  threads: z.union([z.int().min(1).max(64), z.enum(['auto', 'x264'])], {
    error: says('preset-threads'),
  }),
})
export type EncodingSettings = z.infer<typeof EncodingSettings>

/** The spec's literal flags (spec section 7). */
export const ZEROLATENCY_PRESET: EncodingSettings = {
  speed: 'veryfast',
  tune: 'zerolatency',
  crf: 23,
  maxBitrateKbps: null,
  profile: 'high',
  level: '4.1',
  keyframeSeconds: 2,
  bFrames: 0,
  lookaheadFrames: null,
  aqMode: null,
  threads: 'x264',
}

/** The default. Measured cheaper and better than the literal flags: look-ahead instead of slices. */
export const BROADCAST_PRESET: EncodingSettings = {
  speed: 'superfast',
  tune: null,
  crf: 21.5,
  maxBitrateKbps: 6000,
  profile: 'high',
  level: '4.1',
  keyframeSeconds: 2,
  bFrames: 0,
  lookaheadFrames: 10,
  aqMode: 2,
  threads: 'auto',
}

/** Presets every installation starts with, by their id. */
export const BUILT_IN_PRESETS = {
  broadcast: BROADCAST_PRESET,
  zerolatency: ZEROLATENCY_PRESET,
} as const
export const DEFAULT_PRESET_ID = 'broadcast'

export const PresetId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: says('preset-id-form') })
