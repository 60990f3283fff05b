import type {
  Asset,
  ChannelId,
  ChannelSpec,
  HostSample,
  LadderFile,
  LogLine,
  LoudnessObservation,
  ReadableSource,
  Reason,
  Sha256,
  Source,
  SourceFacts,
} from '@cashbacktv/contract'
import type { ExitFacts } from './domain/failures/classify-exit.ts'
import type { ErrorCounts } from './domain/input-figures/input-errors.ts'
import type { Packet } from './domain/input-figures/packet-line.ts'
import type { PictureMaker } from './domain/plan-ffmpeg/picture-maker.ts'
import type { FfmpegPlan } from './domain/plan-ffmpeg/plan-ffmpeg.ts'
import type { PlanInput } from './domain/plan-ffmpeg/plan-input.ts'
import type { QualityPlan } from './domain/plan-ffmpeg/quality-plan.ts'
import type { FrameSeen } from './domain/source-facts/frame-seen.ts'
import type { Seen } from './domain/source-facts/take-stock.ts'

/** What the supervisor needs of the world, so that its tests can give it a small one. */
export interface Clock {
  /** Milliseconds that only ever grow, also when the clock of the host is set. */
  now(): number
  /** Milliseconds since 1970. */
  wall(): number
}

/** One block of FFmpeg's `-progress`, sent each second. */
export type Progress = {
  frames: number
  fps: number
  /** Media time written so far; null before the first packet. */
  outTimeSeconds: number | null
  droppedFrames: number
  duplicatedFrames: number
  /** Of the picture encoded last, one a rendition, the largest first; empty where none is encoded. */
  quantisers: readonly number[]
  /** The last block of a run that ends in order. */
  ended: boolean
}

/** What a run sends while it runs. */
export type RunWord =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'packets'; packets: readonly Packet[] }
  /** Grey pixels of a small picture. */
  | { kind: 'picture'; pixels: Uint8Array }
  | { kind: 'loudness'; loudness: LoudnessObservation }
  /** Of audio beside the main one whose loudness is held, by its name. */
  | { kind: 'level'; track: string; momentaryLufs: number | null }

export interface ProgressSource {
  readonly port: number
  /** `address` is the loopback address the run sends from. */
  onWord(listener: (address: string, word: RunWord) => void): void
  close(): Promise<void>
}

export type Program = { file: string; env: NodeJS.ProcessEnv }

/** What a probe is for. */
export type ProbeHow = {
  /** Looks less long: for a start that waits for it. */
  brief?: boolean
  /** Calls it off: its processes are gone before it answers. */
  signal?: AbortSignal | undefined
  /** From then on it is to be as brief as can be: a start waits for it after all. */
  hurry?: AbortSignal | undefined
}

/** `frame` is a JPEG, at most 640 pixels wide; null when none was asked for or none came in time. */
export type ProbeResult =
  | { ok: true; facts: SourceFacts; frame: Buffer | null; tookMs: number }
  | { ok: false; reason: Reason; tookMs: number }

/** What a run has written so far. */
export type RunOutput = {
  /** Complete segments since its start. */
  segments: number
  /** When the last one was complete, milliseconds since 1970; null before the first. */
  lastSegmentAt: number | null
  /** Of the last segments, which are `recent`, by their sizes, of which some are not known; null where none is. */
  bitrateKbps: number | null
  recent?: readonly { file: string; seconds: number; bytes: number | null }[]
}

export type LogFile = {
  /** To be called every few seconds and at the end: notes how far the log has come, and rotates it when it is too large. */
  poll(now: number): void
  /** Last lines, oldest first, secrets of `sources` hidden. Empty when there is no log. */
  tail(lines: number, sources: readonly ReadableSource[]): LogLine[]
  /** First lines of a log that was rotated, and a line for what is missing behind them; else none. */
  head(lines: number, sources: readonly ReadableSource[]): LogLine[]
}

/** What a run has newly told of its source. */
export type Sighting = {
  /** What it found when it opened the source; told once. */
  opened: Seen | null
  /** The latest frame reported, and the one before it. */
  frame: FrameSeen | null
  before: FrameSeen | null
  /** A track of audio has come that was not there when the source was opened. */
  newAudio: boolean
  /** The connection was made anew: another may answer there now. */
  reopened: boolean
  /** The audio that is copied is of another kind than it was. */
  otherAudio: boolean
  /** Packets that could not be decoded. */
  undecoded: number
  errors: ErrorCounts
}

export type RunSight = {
  /** Null when it has told nothing new of its source. The log stays open; never throws. */
  look(): Sighting | null
  /** Its run is over: nothing is told any more. */
  close(): void
}

/** How picture and audio of a short piece of something are. */
export type ContentPiece = {
  /** Grey pixels of small pictures, one after the other. */
  pictures: readonly Uint8Array[]
  readings: readonly LoudnessObservation[]
}

export type RecordWish = { source: Source; file: string; seconds: number; timeoutMs: number }
export type MeasureWish = { plan: QualityPlan; hasVmaf: boolean; signal: AbortSignal }
/** SSIM of the luma, VMAF where there is one, and how much media was compared. */
export type Measured = { ssim: number; vmaf: number | null; seconds: number }

/** Networks that sources may lie in, e.g. `10.0.0.0/8`, besides public ones. */
export type Networks = readonly string[]

/** Everything that is known or asked about FFmpeg and its sources. */
export interface Ffmpeg extends PictureMaker {
  /** Where it lies, and all the environment that it gets. */
  program(): Program
  plan(input: PlanInput): FfmpegPlan
  fingerprint(spec: ChannelSpec, source: Source): string
  /** Null when the source may be opened from here. */
  checkSource(url: string, allowed: Networks): Promise<Reason | null>
  /** Whether anybody answers there, by a mark of the answer; undefined where that cannot be told. */
  hearSource(
    source: ReadableSource,
    allowed: Networks,
    how?: { portOnly: boolean; signal: AbortSignal },
  ): Promise<string | null | undefined>
  probe(
    source: ReadableSource,
    allowed: Networks,
    withFrame: boolean,
    how?: ProbeHow,
  ): Promise<ProbeResult>
  /** What was seen last of a source, with the tracks that it asks for. */
  rememberedFacts(source: Pick<Source, 'url' | 'program' | 'audioTrack'>): SourceFacts | null
  /** Enough is remembered: it need not be probed ahead of time. */
  isKnown(url: string): boolean
  /** A run has seen this of its source. */
  remember(url: string, facts: SourceFacts): void
  /** A short look at the bytes of a source; null when they are fit to be read, or cannot be judged. */
  glance(source: ReadableSource, allowed: Networks, signal?: AbortSignal): Promise<Reason | null>
  /** What the last look at a source found wrong with it, within the last half minute or another time. */
  knownTrouble(url: string, freshMs?: number): Reason | null
  /** Null only for an end that was asked for. */
  classifyExit(exit: ExitFacts): Reason | null
  /** What a run will put out; null for one rendition in its own folder. */
  ladderOf(spec: ChannelSpec, facts: SourceFacts | null): LadderFile | null
  readOutput(folder: string, previous?: RunOutput): RunOutput
  openLog(file: string): LogFile
  /** How picture and audio of segments that runs have written are; null for one that cannot be read. */
  sampleSegments(files: readonly string[]): Promise<readonly (ContentPiece | null)[]>
  /** The same of some seconds of a source that no run reads. */
  sampleSource(
    source: Source,
    allowed: Networks,
    signal?: AbortSignal,
  ): Promise<ContentPiece | null>
  /** Takes some seconds of the picture of a source into a file; false where that could not be done. */
  recordSource(wish: RecordWish, allowed: Networks, signal?: AbortSignal): Promise<boolean>
  /** Encodes a piece and compares it with what went in; null where that could not be done. */
  measureQuality(wish: MeasureWish): Promise<Measured | null>
  /** What a run tells in its log of its source. */
  openSight(file: string): RunSight
  /** Last lines as they were written, for judging an end; never shown. */
  rawLogTail(file: string, lines: number): readonly string[]
}

/** One process in the last second, from /proc. */
export type ProcSample = {
  /** Of one core; 0 at the first look. */
  cpuPercent: number
  memoryBytes: number
  virtualMemoryBytes: number
  threads: number
  /** Counted for a few processes a second in turn. */
  openFiles: number
  /** Time spent waiting for disks since it started. */
  ioWaitSeconds: number
  /** What it read and wrote through files since it started, RAM disk included. */
  readBytes: number
  writtenBytes: number
}

export interface HostReader {
  /** One look at all these processes; those that are gone are left out. */
  sampleProcesses(pids: readonly number[]): ReadonlyMap<number, ProcSample>
  sampleHost(): HostSample | null
  close(): void
}

/** Cores that a process needs, as far as is known by the time of asking; null while nothing is. */
export type NeededCores = () => number | null

/** Holds the processes of each channel to its limits, as well as this host can. Never throws. */
export interface Isolation {
  /** 'v2' when it really is control groups; else CPU sets stand in, and memory is not held. */
  readonly cgroup: 'v2' | 'none'
  /** A process of a channel has come: right after its spawn, or when it was adopted. */
  hold(spec: ChannelSpec, process: { pid: number; startTicks: number }, needed: NeededCores): void
  /** What is wanted has changed; processes go on under the new limits. */
  follow(specs: readonly ChannelSpec[]): void
  /** It has ended. True when the kernel killed it for want of memory. */
  release(channelId: ChannelId, pid: number): boolean
  /**
   * Asked every few seconds: follows what channels hold on the RAM disk, removes what none needs
   * any more. Answers what has to be said, each once.
   */
  tidy(): readonly Reason[]
}

/** Brings the file of an asset; throws with a sentence when it cannot. */
export interface AssetStore {
  fileOf(sha256: Sha256): string | null
  fetch(asset: Asset): Promise<string>
}

export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
