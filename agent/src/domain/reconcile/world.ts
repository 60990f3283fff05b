import type {
  AirFile,
  ChannelId,
  ChannelSpec,
  ChannelState,
  ContentKind,
  HostHappening,
  KnownDesired,
  Reason,
  RunId,
  RunRecord,
  Source,
  SourceFacts,
  SourceId,
} from '@cashbacktv/contract'
import type { GpuMemory } from '../admission/gpu-room.ts'
import type { HostCapacity, Place } from '../admission/host-capacity.ts'
import type { MeanCores } from '../admission/mean-cores.ts'
import type { Lasting } from '../air/air-turns.ts'
import type { ContentMemory } from '../content/content-memory.ts'
import type { HostMemory, Observation } from '../observations/observation.ts'
import type { SourcesMemory } from '../sources/sources-memory.ts'

/**
 * What the pure decisions speak about. Instants are milliseconds of a clock that never jumps
 * (`now`); only schedules look at the wall clock, so a stepped clock stalls nobody.
 */
export type StopWhy = 'unwanted' | 'replaced' | 'superseded' | 'stalled' | 'no-start' | 'too-large'

export type Stopping = {
  since: number
  why: StopWhy
  /** Steps of the stop ladder already taken. */
  signals: number
  /** When the last of them was sent. */
  signalledAt: number
}

/** How a run ended. `reason` is ignored when we had asked it to stop. */
export type RunEnd = { at: number; reason: Reason }

export type AudioTrouble = 'missing' | 'out-of-step'

/** What a run is from the decision to start it on, over restarts of the agent too. */
export type RunIdentity = {
  channelId: ChannelId
  sourceId: SourceId
  fingerprint: string
  restartGeneration: number
  threadStep: number
  /** Which source it reads, as its sender would tell sources apart. */
  readerKey: string
  /** Where it encodes on a GPU; absent where it does not. */
  gpu?: RunRecord['gpu']
}

/** One FFmpeg process, from the decision to start it until it is buried. */
export type Run = RunIdentity & {
  runId: RunId
  startedAt: number
  /** Null while its source is being checked; it has no process yet. */
  pid: number | null
  /** When its process began to open the source. */
  spawnedAt?: number
  /** It is ready to be spawned and waits until nobody else reads its source. */
  waiting?: boolean
  /** It lost its source for a moment since another run of its channel opened it. */
  disturbed?: boolean
  firstSegmentAt: number | null
  lastSegmentAt: number | null
  /** Since when it has been slower than real time although it is busy; null when it keeps up. */
  slowSince: number | null
  /** Since when its speed has been under 0.9. */
  strainedSince: number | null
  /** Since when its speed has been under 0.9, busy or not. */
  belowSince?: number | null
  /** What is wrong with the audio that viewers get; out of step it stays until another run has it. */
  audioTrouble?: AudioTrouble
  /** Started without a track of audio, because its source announced audio and sent none. */
  withoutAudio?: boolean
  /** Its source has become another than it was planned for: one that fits is to follow. */
  outdated?: boolean
  /** The track of audio that was asked for is not there, and another one on air. */
  audioTrackMissing?: boolean
  /** Names of what is wanted and was not there when it opened its source, and of what has ceased since. */
  lackingAudio?: readonly string[]
  lackingSubtitles?: readonly string[]
  /** Those of pictures of text, on a host that reads no letters. */
  unreadSubtitles?: readonly string[]
  ceasedAudio?: readonly string[]
  /** It holds more of the nearly full media folder than a channel may. */
  tooLarge?: { heldBytes: number; quotaBytes: number }
  /** What it has taken of the CPU since it is on air. */
  seenCpu?: MeanCores
  /** Cores it has taken of late; absent until enough was seen. */
  observedCores?: number
  /** What is known to be wrong with its source while it brings nothing. */
  trouble?: { reason: Reason; hopeless: boolean } | undefined
  /** Why many players cannot play what it puts out. */
  unfit?: Reason | undefined
  stopping: Stopping | null
  over: RunEnd | null
}

export type FailureMode = 'retry' | 'hold' | 'gave-up'

/** Failures in a row of a wanted channel. */
export type Failure = {
  reason: Reason
  attempt: number
  mode: FailureMode
  /** Null once given up: only a change by a person starts it again. */
  nextTryAt: number | null
}

/** A run that is over but whose completed segments may still be published. */
export type EndedRun = { runId: RunId; at: number }

/** What is remembered of a channel between two passes. */
export type ChannelMemory = {
  state: ChannelState
  since: number
  reason: Reason | null
  queuePosition: number | null
  failure: Failure | null
  /** What the failures were counted for: an edit or a restart asked for begins a new count. */
  failureKey: string
  encodingFailures: readonly number[]
  sources: SourcesMemory | null
  lastSourceId: SourceId | null
  threadStep: number
  threadStepAt: number | null
  ended: readonly EndedRun[]
  queuedSince: number | null
  queueRank: number
  /** After an end that was of our own making and is not counted: the next try is not before. */
  pauseUntil: number | null
  /** Code of the alarm that is raised, null when none is. */
  alarm: string | null
  /** How its picture and its audio are; nothing before its first picture. */
  content?: ContentMemory
  /** Nothing before a GPU was missed. */
  gpu?: GpuMemory
  /** What it holds of the host; none before its first run. */
  place?: Place | null
}

/** What a switch has shown of a source; `at` in milliseconds since 1970. */
export type Learned = { admits: 'one' | 'many'; at: number }
export type Knowledge = ReadonlyMap<string, Learned>

/** What `air.json` of a channel says; damaged it says nothing that could be wanted. */
export type AirTold = AirFile | 'damaged'

export type World = {
  /** What was seen since the pass before, in its order. */
  observations: readonly Observation[]
  /** What is remembered of the host as a whole. */
  host: HostMemory
  /** The accepted snapshot; null before the first. */
  desired: KnownDesired | null
  channels: ReadonlyMap<ChannelId, ChannelMemory>
  runs: readonly Run[]
  /** What the origin was last told of a channel. */
  air: ReadonlyMap<ChannelId, AirTold>
  /** How many readers sources admit, by reader key. */
  learned: Knowledge
  /** When the last of our readers of a source that had been let in went away, by reader key. */
  freedAt: ReadonlyMap<string, number>
  /** Why nothing can be started on this host at the moment. */
  pressure: Reason | null
  cores: number
  /** Null where nothing is known of the host: nothing waits for room then. */
  capacity: HostCapacity | null
}

export type Fingerprint = (spec: ChannelSpec, source: ChannelSpec['sources'][number]) => string

export type Moment = {
  /** Milliseconds of the clock that never jumps. */
  now: number
  /** Milliseconds since 1970. */
  wall: number
  random: () => number
  fingerprint: Fingerprint
}

/** Carries all that a start needs: nothing of it is looked up again. */
export type StartAction = RunIdentity & {
  kind: 'start'
  spec: ChannelSpec
  source: Source
  withoutAudio?: boolean
  /** The last try failed: looks longer into the source. */
  patient: boolean
  /** The last failure was of a kind of which the source's own bytes say more. */
  looksFirst: boolean
  /** The last try could not write all that it was to: this one writes what is put on air and nothing else. */
  plainly: boolean
}

export type Action =
  | StartAction
  | { kind: 'stop'; runId: RunId; why: StopWhy }
  | { kind: 'signal'; runId: RunId; signal: 'SIGTERM' | 'SIGKILL' }
  | { kind: 'bury'; runId: RunId }
  | { kind: 'air'; channelId: ChannelId; air: AirFile | null }
  | { kind: 'probe-source'; channelId: ChannelId; sourceId: SourceId }
  /** The source of a run has become another: the next one is planned with these facts. */
  | { kind: 'follow-source'; channelId: ChannelId; runId: RunId; url: string; facts: SourceFacts }
  | {
      kind: 'ask-content'
      channelId: ChannelId
      sourceId: SourceId
      about: readonly ContentKind[]
    }
  | { kind: 'keep-profiles'; profiles: HostMemory['profiles'] }
  | { kind: 'learn'; readerKey: string; admits: Learned['admits'] }
  | { kind: 'say'; happening: HostHappening }
  /** Over restarts: what lasts on the air, and since when. */
  | { kind: 'keep-lasting'; what: 'slates' | 'silences'; lasting: Lasting }
  /** A fault of ours: the table of states does not know the move that was made. */
  | { kind: 'illegal-move'; channelId: ChannelId; from: ChannelState; to: ChannelState }

export type Pass = {
  actions: readonly Action[]
  channels: ReadonlyMap<ChannelId, ChannelMemory>
  host: HostMemory
  /** Runs that are judged otherwise than before. */
  judged: readonly Run[]
  /** When to look again although nothing happens; null for never. */
  wakeAt: number | null
}

export function isLive(run: Run): boolean {
  return run.over === null && run.stopping === null
}

export function earliest(...instants: readonly (number | null)[]): number | null {
  let first: number | null = null
  for (const at of instants) if (at !== null && (first === null || at < first)) first = at
  return first
}
