import { z } from 'zod'

export const VideoFacts = z.object({
  codec: z.string().max(64),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Frames a second, null where the source does not say. */
  framesPerSecond: z.number().positive().nullable(),
  interlaced: z.boolean(),
  pixelFormat: z.string().max(32).nullable(),
})

export const AudioFacts = z.object({
  codec: z.string().max(64),
  profile: z.string().max(64).nullable(),
  channels: z.int().positive(),
  sampleRate: z.int().positive(),
})

/** What a probe found in a source. */
export const SourceFacts = z.object({
  container: z.string().max(128),
  video: VideoFacts,
  audio: AudioFacts.nullable(),
  bitrateKbps: z.number().nonnegative().nullable(),
})
export type SourceFacts = z.infer<typeof SourceFacts>
