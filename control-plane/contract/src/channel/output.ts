import { z } from 'zod'
import { BitrateCap, DEFAULT_PRESET_ID, EncodingSettings, PresetId } from '../encoding.ts'
import { says } from '../messages/says.ts'
import { AudioTrackChoice, LanguageCode } from '../source/source.ts'
import { MOST_AUDIO_RENDITIONS, MOST_RENDITIONS } from './list-lengths.ts'
import { SubtitleSettings } from './subtitles.ts'

/** Playlists that stand beside those of the renditions, under names that none of these may have. */
const RESERVED_NAMES = ['index', 'audio']

/** One encoded size. `height` in pixels, null for the height of the source; the width keeps the shape. */
export const Rendition = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9]{1,16}$/, { error: says('rendition-name') })
    .refine((name) => !RESERVED_NAMES.includes(name), { error: says('rendition-name-reserved') }),
  height: z.int().min(144).max(2160).nullable(),
  /** Its own; absent: the cap of the preset, of a smaller one as much of it as its size asks for. */
  maxBitrateKbps: BitrateCap.optional(),
  /** `half`: every second picture, where the channel has more than 30 a second. Absent: each. */
  frameRate: z.enum(['half']).optional(),
})
export type Rendition = z.infer<typeof Rendition>

/** One, or a ladder of several; no two of a name or a height. */
const Renditions = z
  .array(Rendition)
  .min(1, { error: says('rendition-none') })
  .max(MOST_RENDITIONS, { error: says('rendition-many') })
  .refine((all) => areApart(all.map(({ name }) => name)), { error: says('rendition-name-twice') })
  .refine((all) => areApart(all.map(({ height }) => height)), {
    error: says('rendition-height-twice'),
  })
  .meta({
    examples: [
      [{ name: 'main', height: null }],
      [
        { name: 'hd', height: 720 },
        { name: 'sd', height: 480, maxBitrateKbps: 1200, frameRate: 'half' },
      ],
    ],
  })

function areApart(values: readonly (string | number | null)[]): boolean {
  return new Set(values).size === values.length
}

/** What is heard of a track: both its sides, both as one, or one of them on both. */
export const AudioMix = z.enum(['stereo', 'mono', 'left', 'right'])
export type AudioMix = z.infer<typeof AudioMix>

/** Anything but the defaults has the track encoded. */
const LEVELLED = {
  /** Louder or quieter than it comes, in dB; peaks stay 1 dB below full scale. */
  levelDb: z.number().min(-20).max(20).default(0),
  mix: AudioMix.default('stereo'),
}

/** One more audio that viewers can choose, beside the main one, as players are told of it. */
export const AudioChoice = z.object({
  /** Its playlist is `audio-<name>.m3u8`. */
  name: z.string().regex(/^[a-z0-9]{1,16}$/, { error: says('rendition-name') }),
  /** What players call it; null for the name of its language. */
  label: z.string().trim().min(1).max(40).nullable().default(null),
  /** Which track of the source it is. Where a source has no such one, viewers hear the main one. */
  track: AudioTrackChoice.refine((track) => Object.keys(track).length > 0, {
    error: says('audio-rendition-track'),
  }).meta({ examples: [{ language: 'eng' }, { kind: 'description' }] }),
})
export type AudioChoice = z.infer<typeof AudioChoice>

/** The same as it is made. */
export const AudioRendition = AudioChoice.extend(LEVELLED)
export type AudioRendition = z.infer<typeof AudioRendition>

/** `auto` copies AAC stereo that is put out as it comes, and encodes anything else. */
export const AudioSettings = z.object({
  mode: z.enum(['auto', 'encode', 'none']).default('auto'),
  bitrateKbps: z.int().min(32).max(512).default(128),
  /** Of the main audio, as players are told; null for that of the track chosen of the first source. */
  language: LanguageCode.nullable().default(null),
  ...LEVELLED,
  /**
   * Loudness to which each audio, the main one and those beside it, is slowly brought, in LUFS (EBU R 128:
   * -23); null leaves them as they come. What is copied cannot be: with it all of them are encoded.
   */
  targetLufs: z.number().min(-31).max(-14).nullable().default(null),
  /** Whether players are also offered it alone, as a variant of the channel that has no picture. */
  asVariant: z.boolean().default(false),
  renditions: z
    .array(AudioRendition)
    .max(MOST_AUDIO_RENDITIONS, { error: says('audio-rendition-many') })
    .refine((all) => areApart(all.map(({ name }) => name)), {
      error: says('audio-rendition-name-twice'),
    })
    .default([])
    .meta({ examples: [[{ name: 'eng', label: 'English', track: { language: 'eng' } }]] }),
})
export type AudioSettings = z.infer<typeof AudioSettings>

type Levelled = Pick<AudioRendition, 'levelDb' | 'mix'> & Partial<Pick<AudioSettings, 'targetLufs'>>

/** Whether nothing is to be changed in what is heard of a track. */
export function isAsItComes({ levelDb, mix, targetLufs = null }: Levelled): boolean {
  return levelDb === 0 && mix === 'stereo' && targetLufs === null
}

/**
 * What becomes of interlaced pictures: `frame` one of each, 25 a second of 50i; `field` one of each
 * of their fields, 50 a second, which is smoother and takes about twice the CPU.
 */
export const Deinterlace = z.enum(['frame', 'field'])
export type Deinterlace = z.infer<typeof Deinterlace>

/**
 * What encodes the picture: the CPU; a GPU where the host has one that is free, else the CPU; or a GPU
 * and nothing else. A preset's settings are meant for both, as far as the encoder of a GPU has them.
 */
export const EncoderChoice = z.enum(['cpu', 'gpu-if-there', 'gpu'])
export type EncoderChoice = z.infer<typeof EncoderChoice>

/**
 * How the picture is compressed. HEVC takes about a quarter fewer bits at the same rate factor, several
 * times the CPU, and is played by fewer players. A preset's rate factor, speed and cap are meant for both;
 * its profile and level are those of H.264.
 */
export const VideoCodec = z.enum(['h264', 'hevc'])
export type VideoCodec = z.infer<typeof VideoCodec>

/** How a channel is put out. The preset is kept while it copies, for when it encodes again. */
export const OutputSettings = z.object({
  mode: z.enum(['copy', 'transcode']).default('transcode'),
  presetId: PresetId.default(DEFAULT_PRESET_ID),
  renditions: Renditions.default([{ name: 'main', height: null }]),
  audio: AudioSettings.prefault({}),
  /** That viewers can choose. */
  subtitles: SubtitleSettings.default([]),
  deinterlace: Deinterlace.default('frame'),
  encoder: EncoderChoice.default('cpu'),
  codec: VideoCodec.default('h264'),
})
export type OutputSettings = z.infer<typeof OutputSettings>

/** The same for a host: a copy needs little more, and what encodes has the settings of its preset. */
export const Output = z.discriminatedUnion('mode', [
  z.object({
    mode: z.literal('copy'),
    /** Only where it is not handed on as it comes: viewers choose among several, or hear it changed. */
    audio: AudioSettings.optional(),
    /** Absent for none. */
    subtitles: SubtitleSettings.optional(),
  }),
  OutputSettings.extend({
    mode: z.literal('transcode'),
    encoding: EncodingSettings,
    /** Judged where a person sets them. */
    renditions: z.array(Rendition).min(1).max(MOST_RENDITIONS),
    subtitles: SubtitleSettings.optional(),
    /** Absent for `frame`. */
    deinterlace: Deinterlace.optional(),
    /** Absent for `cpu`. */
    encoder: EncoderChoice.optional(),
    /** Absent for `h264`. */
    codec: VideoCodec.optional(),
  }),
])
export type Output = z.infer<typeof Output>

/** What the picture of a channel is encoded as; null for a copy, which has that of its source. */
export function encodedAs(
  output: Pick<OutputSettings, 'mode'> & { codec?: VideoCodec | undefined },
): VideoCodec | null {
  return output.mode === 'copy' ? null : (output.codec ?? 'h264')
}
