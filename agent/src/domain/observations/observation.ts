import type {
  AirObservation,
  ChannelId,
  ContentProfile,
  Reason,
  RunId,
  SourceFacts,
  SourceId,
} from '@cashbacktv/contract'
import type { MeanCores } from '../admission/mean-cores.ts'
import type { Lasting } from '../air/air-turns.ts'
import type { RecentSlates } from '../air/slates-of.ts'
import type { ContentSample } from '../content/content-sample.ts'
import type { Holding, MediaRoom } from '../runs/media-quota.ts'
import type { FollowMemory } from '../source-facts/follow-change.ts'
import type { Vigil } from '../sources/lookout.ts'

/**
 * What has been seen since the last pass, as it was seen: what it means is for the pass to say. `at`
 * is an instant of the clock that never jumps.
 */
export type Observation =
  | RunObservation
  | HostObservation
  /** What viewers get, a channel; empty of an origin that is away. */
  | { kind: 'air'; air: ReadonlyMap<string, AirObservation> }
  | { kind: 'media-use'; room: MediaRoom; holdings: readonly Holding<RunId>[] }
  | HeardObservation
  /** A source that is not in use was read, and is good or not. */
  | { kind: 'probed'; at: number; channelId: ChannelId; isGood: boolean }
  /** The source of a run that has no audio track has audio again. */
  | { kind: 'audio-found'; runId: RunId }
  /** The track of audio that was asked for is not in the source that a run has opened. */
  | { kind: 'track-missing'; runId: RunId }
  /** Names of further audio that is wanted and that the source has not. */
  | { kind: 'audio-lacking'; runId: RunId; names: readonly string[] }
  /** The same of subtitles. */
  | { kind: 'subtitles-lacking'; runId: RunId; names: readonly string[] }
  /** Pictures of text whose letters nobody can read on this host. */
  | { kind: 'subtitles-unread'; runId: RunId; names: readonly string[] }
  | DifferenceObservation
  | ContentAnswer

/** One run, each second. Null is what could not be seen. */
export type RunObservation = {
  kind: 'run'
  at: number
  runId: RunId
  /** Over the last seconds; 1.0 is real time. */
  speed: number | null
  /** Of one core. */
  cpuPercent: number | null
  hostCpuPercent: number | null
  /** The last lines of its log, where it brings nothing; else none. */
  logLines: readonly string[]
  /** What a look at its source found wrong with it of late. */
  sourceTrouble: Reason | null
  /** What its source is known to hold. A test card is ours: null. */
  facts: SourceFacts | null
  /** What was seen and heard of it. */
  content: readonly ContentSample[]
}

/** Another source was asked for what is wrong with the one on air. */
export type ContentAnswer = {
  kind: 'content-answer'
  at: number
  channelId: ChannelId
  sourceId: SourceId
  /** It does not have what it was asked about. */
  isBetter: boolean
}

/** How busy the host was, each second. */
export type HostObservation = {
  kind: 'host'
  /** Of each core, 0 to 100. */
  coresPercent: readonly number[]
  /** What each run took, of one core; null for one that was not measured yet. */
  runsPercent: readonly (number | null)[]
}

/** A run sees something else of its source than it was planned for; said again while that lasts. */
export type DifferenceObservation = {
  kind: 'difference'
  at: number
  runId: RunId
  url: string
  /** What it sees now, and since when. */
  facts: SourceFacts
  since: number
  /** Since FFmpeg made its connection anew. */
  reopened: boolean
}

/** A source that was listened for. */
export type HeardObservation = {
  kind: 'heard'
  at: number
  url: string
  /** By a mark of the answer; null when nobody answers. */
  heard: string | null
  /** Channels for which its return would be worth an earlier try. */
  awaitedBy: readonly ListeningChannel[]
  /** Channels that use it, get nothing and have another one. */
  doubtedBy: readonly ListeningChannel[]
}

export type ListeningChannel = { channelId: ChannelId; sourceId: SourceId }

/** What is remembered of the whole host between two passes. */
export type HostMemory = {
  /** By address. */
  vigils: ReadonlyMap<string, Vigil & { at: number }>
  /** When runs were followed because their source had changed, by channel and address. */
  followed: ReadonlyMap<string, FollowMemory>
  /** Channels that show a slate, and those whose viewers hear silence. */
  slates: Lasting
  silences: Lasting
  recentSlates: RecentSlates
  /** What has been learnt to be usual for channels. */
  profiles: ReadonlyMap<ChannelId, ContentProfile>
  /** What programs other than the channels take; null before the first second. */
  otherLoad: MeanCores | null
}

export const FRESH_HOST: HostMemory = {
  vigils: new Map(),
  followed: new Map(),
  slates: new Map(),
  silences: new Map(),
  recentSlates: new Map(),
  profiles: new Map(),
  otherLoad: null,
}
