import { z } from 'zod'
import { CueMode } from '../channel/cues.ts'
import { MOST_AUDIO_RENDITIONS, MOST_SUBTITLES } from '../channel/list-lengths.ts'
import { AudioChoice } from '../channel/output.ts'
import { PlaybackGuard } from '../channel/playback.ts'
import { HlsSettings, SlateSettings } from '../channel/settings.ts'
import { SubtitleRendition, TeletextPage } from '../channel/subtitles.ts'
import { AirObservation } from '../host/host-report.ts'
import { ChannelId, Instant, RunId, Slug } from '../ids.ts'
import { DvrDisk } from '../past-observation.ts'
import { RecordingObservation } from '../recordings/recording.ts'
import { LanguageCode } from '../source/source.ts'

/** A run whose segments are to be published, from its first complete segment on. */
export const AirRun = z.object({
  runId: RunId,
  /** Set when the run is over: what it has completed is still published, nothing more is waited for. */
  ended: z.boolean(),
})

/** What players are told of subtitles. */
export const SubtitlesOnAir = z
  .array(SubtitleRendition.pick({ name: true, label: true, language: true }))
  .max(MOST_SUBTITLES)
export type SubtitlesOnAir = z.infer<typeof SubtitlesOnAir>

/** What players are told of the audio of a ladder, and of the subtitles beside it. */
export const AudioOnAir = z.object({
  /** Of the main audio, ISO 639; null where nobody said it. */
  language: LanguageCode.nullable(),
  renditions: z.array(AudioChoice).max(MOST_AUDIO_RENDITIONS),
  /** Absent where it is no variant of its own. */
  asVariant: z.literal(true).optional(),
  /** Absent for none. */
  subtitles: SubtitlesOnAir.optional(),
})
export type AudioOnAir = z.infer<typeof AudioOnAir>

/** `<media>/<channelId>/air.json`: the supervisor's word to the origin. */
export const AirFile = z.object({
  channelId: ChannelId,
  slug: Slug,
  name: z.string().max(100),
  /** False: the channel is off air and its playlist answers 404. */
  onAir: z.boolean(),
  hls: HlsSettings,
  slate: SlateSettings,
  reserveSegments: z.int().min(0).max(10),
  dvrWindowSeconds: z.int().nonnegative(),
  dvrBudgetBytes: z.int().positive().nullable().default(null),
  /** What playlists say of breaks. */
  cues: CueMode.default('off'),
  audio: AudioOnAir.default({ language: null, renditions: [] }),
  /** Null where everyone may watch. */
  playback: PlaybackGuard.nullable().default(null),
  /** In the order they go on air; the last one is current or next. */
  runs: z.array(AirRun).max(16),
})
export type AirFile = z.infer<typeof AirFile>

/** Enough for four ladders of which none has a name of another. */
export const MOST_RENDITIONS_KNOWN = 24
/** Of pictures, `audio-<name>` of further audio, or `subs-<name>` of subtitles. */
const RenditionName = z.string().regex(/^(audio-|subs-)?[a-z0-9]{1,16}$/)

/** Subtitles of a run. */
export const LadderSubtitles = z.object({
  /** Of their folder and their playlist. */
  name: RenditionName,
  /** Which of the files it is in that the run writes subtitles into; null where the source has none. */
  file: z.int().nonnegative().nullable(),
  /** The page of teletext; null for the first of subtitles that comes. */
  page: TeletextPage.nullable(),
  /** ISO 639, by which letters are told that stand for others elsewhere; null where it is not known. */
  language: LanguageCode.nullable(),
  /** Pictures of text (EN 300 743); absent of teletext. */
  kind: z.literal('bitmap').optional(),
})
export type LadderSubtitles = z.infer<typeof LadderSubtitles>

/**
 * `ladder.json` in the folder of a run of several renditions, of pictures or of audio, of which each
 * has a folder below it: so that whoever reads the run knows what there will be. A run without it puts
 * out one, in its own folder.
 */
export const LadderFile = z.object({
  /** The largest picture first. The smallest brings the audio of all. */
  renditions: z.array(RenditionName).min(1).max(6),
  /** Viewers are to hear something, if only silence. */
  hasAudio: z.boolean(),
  /** Folders of further audio, in the order of its tracks, which come after the main one. */
  audio: z.array(RenditionName).max(MOST_AUDIO_RENDITIONS).optional(),
  /** Subtitles that viewers are to be able to choose, whether the source has them or not. */
  subtitles: z.array(LadderSubtitles).max(MOST_SUBTITLES).optional(),
})
export type LadderFile = z.infer<typeof LadderFile>

/** `clock.json` in the folder of a run that writes cues down: the agent's word to the origin. */
export const RunClockFile = z.object({
  /** Of the source's clock, where that of the run begins. */
  sourceStartSeconds: z.number(),
})
export type RunClockFile = z.infer<typeof RunClockFile>

/** A section of SCTE 35 in hexadecimal, as playlists carry it. */
const SectionHex = z.string().regex(/^([0-9a-f]{2}){1,512}$/)

/** What a playlist says of a break. */
export const ListedBreak = z.object({
  id: z.string().max(64),
  startsAt: Instant,
  plannedSeconds: z.number().nonnegative().optional(),
  /** Once it is over. */
  seconds: z.number().nonnegative().optional(),
  out: SectionHex,
  in: SectionHex.optional(),
})
export type ListedBreak = z.infer<typeof ListedBreak>

/** A break as the origin follows it, from when it is announced until it is over. */
export const FollowedBreak = ListedBreak.omit({ seconds: true }).extend({
  eventId: z.int().nonnegative(),
  segmentType: z.int().nonnegative().nullable(),
  /** It ends as it was planned without being told to. */
  returns: z.boolean(),
  /** Where it was told to end. */
  endsAt: Instant.optional(),
})
export type FollowedBreak = z.infer<typeof FollowedBreak>

/** More than are ever open at a time: a hostile source sends thousands. */
export const MOST_BREAKS = 16

/** The picture that a segment begins with, which needs no other: bytes of its file, with the tables before it. */
export const IFrame = z.object({
  /** Of a ladder, whose file it is in. */
  rendition: RenditionName.optional(),
  offset: z.int().nonnegative(),
  length: z.int().positive(),
  /** Of the tables, with which it begins. */
  tablesLength: z.int().positive(),
})
export type IFrame = z.infer<typeof IFrame>

export const PublishedSegment = z.object({
  /** `<runId>/<file>`, below the channel's `runs` folder. Of a ladder, the folders of the renditions stand between. */
  path: z.string().max(200),
  /** Of a ladder alone. */
  ladder: z
    .object({
      /** Bytes of the segment of each rendition of its run, the largest picture first; 0 where it is missing. */
      renditions: z.array(z.object({ name: RenditionName, bytes: z.int().nonnegative() })).max(6),
      /** Bytes of the segment of the main audio; null where there is none. */
      audio: z.int().positive().nullable(),
      /** The same of further audio. Where it is missing viewers hear the main one. */
      moreAudio: z
        .array(z.object({ name: RenditionName, bytes: z.int().positive() }))
        .max(MOST_AUDIO_RENDITIONS)
        .optional(),
      /** Of subtitles, the file without any too. */
      subtitles: z
        .array(z.object({ name: RenditionName, bytes: z.int().positive() }))
        .max(MOST_SUBTITLES)
        .optional(),
    })
    .optional(),
  /** Of its file, where it is of no ladder; earlier releases did not write it down. */
  bytes: z.int().nonnegative().optional(),
  /** Absent where it begins with no such picture, and of what earlier releases have published. */
  iFrame: IFrame.optional(),
  durationSeconds: z.number().positive(),
  programDateTime: Instant,
  discontinuity: z.boolean(),
  /** What was known of breaks in it, and of those that it announces. */
  breaks: z.array(ListedBreak).max(MOST_BREAKS).optional(),
})
export type PublishedSegment = z.infer<typeof PublishedSegment>

/**
 * `<media>/<channelId>/window.json`, and its copy beside it: the playlist as last published, so that
 * a restarted origin goes on.
 */
export const WindowFile = z.object({
  channelId: ChannelId,
  mediaSequence: z.int().nonnegative(),
  discontinuitySequence: z.int().nonnegative(),
  targetDurationSeconds: z.int().positive(),
  /** Nothing is listed although the playlist lives on: players have been promised that duration. */
  isPromised: z.boolean().optional(),
  segments: z.array(PublishedSegment).max(100_000),
  lastPublishedAt: Instant.nullable(),
  /** The segment expected next of each run published so far, the run last published from at the end. */
  positions: z
    .array(z.object({ runId: RunId, nextIndex: z.int().nonnegative() }))
    .max(64)
    .default([]),
  /** Of a ladder, what it has and has had, the newest first: players may still hold on to any of them. */
  renditions: z.array(RenditionName).max(MOST_RENDITIONS_KNOWN).optional(),
  /** Absent where there are none. */
  breaks: z.array(FollowedBreak).max(MOST_BREAKS).optional(),
})
export type WindowFile = z.infer<typeof WindowFile>

/** Audio that silence can be made for: AAC-LC in ADTS, mono or stereo. The index is that of ISO/IEC 14496-3. */
export const AacAudio = z.object({
  sampleRateIndex: z.int().min(0).max(11),
  channels: z.union([z.literal(1), z.literal(2)]),
})
export type AacAudio = z.infer<typeof AacAudio>

/**
 * `<media>/<channelId>/sound.json`: what audio the channel has, so that a restarted origin can fill it
 * in. The file and its field are named as an origin of an older release, to which one may go back, reads them.
 */
export const AudioFile = z.object({
  /** Null when it was of another kind. */
  sound: AacAudio.nullable(),
  missingSince: Instant.nullable(),
})
export type AudioFile = z.infer<typeof AudioFile>

/** `<media>/origin-status.json`, written each second by the origin: the supervisor reports it upward. */
export const OriginStatus = z.object({
  at: Instant,
  pid: z.int().positive(),
  channels: z.record(ChannelId, AirObservation),
  recordings: z.array(RecordingObservation).optional(),
  /** Absent before anything was kept on it. */
  dvrDisk: DvrDisk.optional(),
})
export type OriginStatus = z.infer<typeof OriginStatus>
