import { z } from 'zod'

/** What a track is for. `description` tells the blind what is seen; it is never taken unless asked for. */
export const TrackKind = z.enum([
  'main',
  'dub',
  'clean-effects',
  'hearing-impaired',
  'commentary',
  'description',
])
export type TrackKind = z.infer<typeof TrackKind>

/** Fields by which a stream is known again. Its place may change from one moment to the next. */
const identity = {
  /** Place among the streams of its kind, from 0; absent for the first. */
  index: z.int().nonnegative().optional(),
  /** PID of a transport stream; absent where streams have no number of their own. */
  streamId: z.int().nonnegative().optional(),
  /** Numbers of the programmes or variants it belongs to; absent where there are none. */
  programs: z.array(z.int().nonnegative()).max(64).optional(),
  /** ISO 639, as the source writes it. */
  language: z.string().max(16).optional(),
  isDefault: z.boolean().optional(),
}

export const VideoFacts = z.object({
  codec: z.string().max(64),
  profile: z.string().max(64).nullable().optional(),
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
  /** Longest time between two keyframes in seconds, or how long was looked when there were none. */
  keyframeSeconds: z.number().nonnegative().optional(),
  /** It is refreshed bit by bit and has no keyframes that a player can begin with. */
  refreshes: z.literal(true).optional(),
  ...identity,
})
export type VideoFacts = z.infer<typeof VideoFacts>

export const AudioFacts = z.object({
  codec: z.string().max(64),
  profile: z.string().max(64).nullable(),
  channels: z.int().positive(),
  /** FFmpeg's name, such as `5.1(side)`. */
  layout: z.string().max(64).optional(),
  sampleRate: z.int().positive(),
  /** Absent for the main audio. */
  kind: TrackKind.optional(),
  ...identity,
})
export type AudioFacts = z.infer<typeof AudioFacts>

export const ProgramFacts = z.object({
  number: z.int().nonnegative(),
  name: z.string().max(128).nullable(),
  hasVideo: z.boolean(),
})
export type ProgramFacts = z.infer<typeof ProgramFacts>

/** A track that announces breaks (SCTE 35). */
export const CueFacts = z.object({
  /** Place among all streams. */
  streamIndex: z.int().nonnegative(),
  streamId: identity.streamId,
  programs: identity.programs,
})
export type CueFacts = z.infer<typeof CueFacts>

/** A page of subtitles in teletext, as it is announced. */
export const SubtitlePage = z.object({
  page: z.int().min(100).max(899),
  language: z.string().max(16).nullable(),
  isForHearingImpaired: z.boolean(),
})
export type SubtitlePage = z.infer<typeof SubtitlePage>

/** A track of subtitles. */
export const SubtitleFacts = z.object({
  kind: z.enum(['teletext', 'bitmap']),
  /** Of pictures of text that can be made text, by reading their letters; an older agent reads none. */
  format: z.literal('dvb').optional(),
  /** Place among all streams. */
  streamIndex: z.int().nonnegative(),
  streamId: identity.streamId,
  programs: identity.programs,
  language: z.string().max(64).optional(),
  /** Of teletext; absent where only a probe could have told. */
  pages: z.array(SubtitlePage).max(32).optional(),
})
export type SubtitleFacts = z.infer<typeof SubtitleFacts>

/** The most that is kept of each list: a hostile source announces thousands. */
export const MAX_TRACKS = 128

/** What is in a source, and which of it is taken: `video` and `audio`, of programme `program`. */
export const SourceFacts = z.object({
  container: z.string().max(128),
  video: VideoFacts,
  audio: AudioFacts.nullable(),
  bitrateKbps: z.number().nonnegative().nullable(),
  /** Programme the tracks are taken from; null where the source has none. */
  program: z.int().nonnegative().nullable().optional(),
  /** Of a transport stream, by number. Variants of one programme are none. */
  programs: z.array(ProgramFacts).max(MAX_TRACKS).optional(),
  /** Everything there is to take, the taken included; absent where it was never looked for. */
  videoTracks: z.array(VideoFacts).max(MAX_TRACKS).optional(),
  /** Without those that are announced and never come. */
  audioTracks: z.array(AudioFacts).max(MAX_TRACKS).optional(),
  /** Absent where the source has none, as most. */
  cueTracks: z.array(CueFacts).max(MAX_TRACKS).optional(),
  /** Absent where the source has none. */
  subtitleTracks: z.array(SubtitleFacts).max(MAX_TRACKS).optional(),
  /** It announces audio and sends none. */
  audioMissing: z.literal(true).optional(),
  /** It is a recording of that length, which has an end; absent for a live stream. */
  durationSeconds: z.number().positive().optional(),
  /** Media seconds a second, where it sends more slowly than it is to be played. */
  pace: z.number().nonnegative().optional(),
})
export type SourceFacts = z.infer<typeof SourceFacts>

/** What a run was planned with, small enough to go with it. */
export const TakenTracks = SourceFacts.pick({ video: true, audio: true, program: true }).extend({
  programName: z.string().max(128).nullable().default(null),
  /** The track that was asked for is not there: another one is on air. */
  audioTrackMissing: z.boolean().default(false),
})
export type TakenTracks = z.infer<typeof TakenTracks>
