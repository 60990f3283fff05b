import { z } from 'zod'

export const VideoFacts = z.object({
  codec: z.string().max(64),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Frames a second, null where the source does not say. */
  framesPerSecond: z.number().positive().nullable(),
  interlaced: z.boolean(),
  pixelFormat: z.string().max(32).nullable(),
  /** Width of a pixel by its height; absent for square ones. */
  pixelAspect: z.number().positive().optional(),
  /** Degrees by which a player turns the picture; absent for none. Width and height are before that. */
  rotation: z.union([z.literal(90), z.literal(180), z.literal(270)]).optional(),
  /** As FFmpeg names what its light stands for, e.g. smpte2084; absent where the source does not say. */
  colorTransfer: z.string().max(32).optional(),
  /** As FFmpeg names how its colours are written, e.g. bt709; absent where the source does not say. */
  colorSpace: z.string().max(32).optional(),
  /** Place among the video streams of a source with several variants, from 0; absent for the first. */
  index: z.int().nonnegative().optional(),
})

export const AudioFacts = z.object({
  codec: z.string().max(64),
  profile: z.string().max(64).nullable(),
  channels: z.int().positive(),
  sampleRate: z.int().positive(),
  /** Place among the audio streams, from 0; absent for the first. */
  index: z.int().nonnegative().optional(),
})

/** What a probe found in a source. */
export const SourceFacts = z.object({
  container: z.string().max(128),
  video: VideoFacts,
  audio: AudioFacts.nullable(),
  bitrateKbps: z.number().nonnegative().nullable(),
})
export type SourceFacts = z.infer<typeof SourceFacts>
