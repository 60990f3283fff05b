import { z } from 'zod'
import { ContentObservation } from '../content/content-observation.ts'
import { Reason } from '../failure.ts'
import { ChannelId, HostId, Instant, RunId, SourceId } from '../ids.ts'
import { DvrDisk, PastObservation } from '../past-observation.ts'
import { PlayerReports } from '../player-reports.ts'
import { QualityObservation } from '../quality/quality-observation.ts'
import { MOST_RECORDINGS, RecordingObservation } from '../recordings/recording.ts'
import { RestreamObservation } from '../restream.ts'
import { InputObservation } from '../source/input-observation.ts'
import { TakenTracks } from '../source/source-facts.ts'
import { SourceWarning } from '../source/source-warning.ts'

/** More than a host could carry, so that a report has an end. */
export const MOST_CHANNELS_OF_HOST = 5000

/** States of a channel on its host. The table of legal moves is the agent's. */
export const ChannelState = z.enum([
  'stopped',
  'queued',
  'starting',
  'running',
  'degraded',
  'backoff',
  'error',
  'stopping',
])
export type ChannelState = z.infer<typeof ChannelState>

/** One FFmpeg process as measured in the last second. */
export const ProcessMetrics = z.object({
  pid: z.int().positive(),
  uptimeSeconds: z.number().nonnegative(),
  /** Of one core: 100 is one core busy. */
  cpuPercent: z.number().nonnegative(),
  memoryBytes: z.int().nonnegative(),
  virtualMemoryBytes: z.int().nonnegative(),
  threads: z.int().nonnegative(),
  openFiles: z.int().nonnegative(),
  ioWaitSeconds: z.number().nonnegative(),
  readBytes: z.int().nonnegative(),
  writtenBytes: z.int().nonnegative(),
  frames: z.int().nonnegative(),
  fps: z.number().nonnegative(),
  /** 1.0 is real time. Null until FFmpeg has said it. */
  speed: z.number().nonnegative().nullable(),
  /** Of the streams taken. Null until enough has come, and for a test card. */
  inputBitrateKbps: z.number().nonnegative().nullable(),
  outputBitrateKbps: z.number().nonnegative().nullable(),
  droppedFrames: z.int().nonnegative(),
  duplicatedFrames: z.int().nonnegative(),
})
export type ProcessMetrics = z.infer<typeof ProcessMetrics>

export const RunObservation = z.object({
  runId: RunId,
  pid: z.int().positive(),
  sourceId: SourceId,
  fingerprint: z.string().max(128),
  startedAt: Instant,
  /** What it reads of its source, once that is known. */
  taken: TakenTracks.optional(),
  /** FFmpeg's name of what encodes the picture; absent for a copy, and from an older agent. */
  encoder: z.string().max(32).optional(),
})
export type RunObservation = z.infer<typeof RunObservation>

/** A break that the source has announced. */
export const ShownBreak = z.object({
  startsAt: Instant,
  plannedSeconds: z.number().nonnegative().optional(),
  /** Where it was told to end. */
  seconds: z.number().nonnegative().optional(),
})
export type ShownBreak = z.infer<typeof ShownBreak>

/** What viewers of the channel get at the moment, as the origin knows it. */
export const AirObservation = z.object({
  showing: z.enum(['nothing', 'live', 'slate']),
  mediaSequence: z.int().nonnegative(),
  segments: z.int().nonnegative(),
  /** Number of the newest discontinuity: another is never numbered so. */
  lastDiscontinuity: z.int().nonnegative().optional(),
  /** What the playlist promises; absent before it promises anything. */
  targetDurationSeconds: z.int().positive().optional(),
  lastPublishedAt: Instant.nullable(),
  viewers: z.int().nonnegative(),
  sentBytes: z.int().nonnegative(),
  /** Absent where no player has reported. */
  players: PlayerReports.optional(),
  /** Since when the source sends no audio although it did: viewers hear silence. Named as older hosts report it. */
  soundMissingSince: Instant.optional(),
  /** Its audio came back so late that FFmpeg dates it wrongly: only another run has it in step. */
  outOfStepRunId: RunId.optional(),
  /** It has no track for the audio that is missing: only another run can have one. */
  tracklessRunId: RunId.optional(),
  /** Names of further audio that the source does not send any more although it did. */
  furtherAudioMissing: z.array(z.string().max(16)).max(7).optional(),
  /** The clock of its source has jumped since it began: only another run knows where breaks are. */
  clockLostRunId: RunId.optional(),
  /** Breaks that came last, the newest at the end; absent where there were none. */
  breaks: z.array(ShownBreak).max(4).optional(),
  /** Absent where nothing is kept for later. */
  past: PastObservation.optional(),
})
export type AirObservation = z.infer<typeof AirObservation>

/** How often viewers of a channel got the slate of late. */
export const SlateObservation = z.object({
  /** While it is shown. */
  since: Instant.nullable(),
  /** Slates that began within the last ten minutes. */
  recent: z.int().nonnegative(),
  /** When the first of these began. */
  recentSince: Instant.nullable(),
})
export type SlateObservation = z.infer<typeof SlateObservation>

export const ChannelObservation = z.object({
  channelId: ChannelId,
  state: ChannelState,
  /** Since when the channel is in this state; while it is tried again and again, since the first failure. */
  since: Instant,
  reason: Reason.nullable(),
  /** Failures in a row; 0 when all is well. */
  attempt: z.int().nonnegative(),
  nextTryAt: Instant.nullable(),
  /** Place in the start queue, from 1; null when not queued. */
  queuePosition: z.int().positive().nullable(),
  restartGeneration: z.int().nonnegative(),
  run: RunObservation.nullable(),
  /** Why the source before was left; absent while the first is in use, and where it is not known. */
  sourceLeftFor: Reason.optional(),
  metrics: ProcessMetrics.nullable(),
  /** Absent where nothing runs. */
  input: InputObservation.optional(),
  content: ContentObservation.optional(),
  /** Absent where nothing is encoded and nothing was ever measured, and from an agent that does not say. */
  quality: QualityObservation.optional(),
  air: AirObservation.nullable(),
  /** Absent where there were none. */
  slates: SlateObservation.optional(),
  /** What becomes of its destinations; absent where it has none, and from an agent that does not say. */
  restreams: z.array(RestreamObservation).max(16).optional(),
  /** What there is to say of its source as it is put out; absent where nothing is. */
  warnings: z.array(SourceWarning).max(16).optional(),
})
export type ChannelObservation = z.infer<typeof ChannelObservation>

/** The host itself in the last second. Rates are a second's. */
export const HostSample = z.object({
  /** A value a core, 0 to 100. */
  coresPercent: z.array(z.number().min(0).max(100)).max(1024),
  cpuPercent: z.number().min(0).max(100),
  load1: z.number().nonnegative(),
  memoryTotalBytes: z.int().nonnegative(),
  memoryUsedBytes: z.int().nonnegative(),
  diskTotalBytes: z.int().nonnegative(),
  diskUsedBytes: z.int().nonnegative(),
  diskReadBytesPerSecond: z.number().nonnegative(),
  diskWrittenBytesPerSecond: z.number().nonnegative(),
  mediaTotalBytes: z.int().nonnegative(),
  mediaUsedBytes: z.int().nonnegative(),
  networkReceivedBytesPerSecond: z.number().nonnegative(),
  networkSentBytesPerSecond: z.number().nonnegative(),
  networkReceivedBytes: z.int().nonnegative(),
  networkSentBytes: z.int().nonnegative(),
})
export type HostSample = z.infer<typeof HostSample>

/** What a host has for channels, and what they hold of it: seen where they run, expected where they begin. */
export const HostRoom = z.object({
  cores: z.number().nonnegative(),
  /** Kept free of starts. */
  reserveCores: z.number().nonnegative(),
  /** That other programs take, as a mean of the last minute; 0 where they are not counted. */
  otherCores: z.number().nonnegative().default(0),
  heldCores: z.number().nonnegative(),
  /** Channels that wait for room. */
  waiting: z.int().nonnegative(),
  /** Sessions of its GPU, one a rendition; absent where none works. */
  gpu: z
    .object({ sessions: z.int().nonnegative(), heldSessions: z.int().nonnegative() })
    .optional(),
  holders: z
    .array(z.object({ channelId: ChannelId, cores: z.number().nonnegative() }))
    .max(MOST_CHANNELS_OF_HOST),
})
export type HostRoom = z.infer<typeof HostRoom>

/** Whether the origin of a host answers, by what it writes of itself each second. */
export const OriginSight = z.object({
  answers: z.boolean(),
  /** Null when it has never been heard of. */
  lastWordAt: Instant.nullable(),
})
export type OriginSight = z.infer<typeof OriginSight>

/** Sent each second. Lossy by design: the newest wins. */
export const HostReport = z.object({
  protocol: z.int(),
  hostId: HostId,
  at: Instant,
  /** Revision of the snapshot the host works by; null before the first. */
  appliedRevision: z.int().nonnegative().nullable(),
  /** A snapshot that is held back because it would stop too many channels. */
  heldRevision: z.int().nonnegative().nullable().default(null),
  sample: HostSample.nullable(),
  capacity: HostRoom.nullable().default(null),
  /** Null from an agent that does not say. */
  origin: OriginSight.nullable().default(null),
  channels: z.array(ChannelObservation).max(MOST_CHANNELS_OF_HOST),
  /** Absent where there are none, and from an agent that does not say. */
  recordings: z.array(RecordingObservation).max(MOST_RECORDINGS).optional(),
  /** Absent where nothing was ever kept, and from an agent that does not say. */
  dvrDisk: DvrDisk.optional(),
  /** Events that are not acknowledged yet; absent from an agent that does not say. */
  waitingEvents: z.int().nonnegative().optional(),
  /**
   * How often a channel went from one state to another that the table of states does not know, since the
   * agent started; absent from an agent that does not say.
   */
  illegalMoves: z.int().nonnegative().optional(),
})
export type HostReport = z.infer<typeof HostReport>
