import type {
  Asset,
  ChannelId,
  ChannelSpec,
  HostSample,
  Logo,
  ReadableSource,
  Reason,
  Sha256,
  Source,
  SourceFacts,
} from '@cashbacktv/contract'
import type { ExitFacts } from './domain/classify-exit.ts'
import type { FfmpegPlan } from './domain/plan-ffmpeg/plan-ffmpeg.ts'
import type { PlanInput, PreparedLogo } from './domain/plan-ffmpeg/plan-input.ts'
import type { LogFile } from './ffmpeg/log-file.ts'
import type { Progress } from './ffmpeg/parse-progress.ts'
import type { ProbeHow, ProbeResult } from './ffmpeg/probe.ts'
import type { RunOutput } from './ffmpeg/run-output.ts'
import type { RunSight } from './ffmpeg/run-sight.ts'
import type { ProcSample } from './host/proc-reader.ts'
import type { Program } from './process/find-program.ts'

/** What the supervisor needs of the world, so that its tests can give it a small one. */
export interface Clock {
  /** Milliseconds that only ever grow, also when the clock of the host is set. */
  now(): number
  /** Milliseconds since 1970. */
  wall(): number
}

export interface ProgressSource {
  readonly port: number
  /** `address` is the loopback address the run sends from. */
  onProgress(listener: (address: string, progress: Progress) => void): void
  close(): Promise<void>
}

/** Everything that is known or asked about FFmpeg and its sources. */
export interface Ffmpeg {
  /** Where it lies, and all the environment that it gets. */
  program(): Program
  plan(input: PlanInput): FfmpegPlan
  fingerprint(spec: ChannelSpec, source: Source): string
  /** Null when the source may be opened from here. */
  checkSource(url: string, allowCidrs: readonly string[]): Promise<Reason | null>
  /** Whether anybody answers there, by a mark of the answer; undefined where that cannot be told. */
  hearSource(
    source: ReadableSource,
    how?: { portOnly: boolean; signal: AbortSignal },
  ): Promise<string | null | undefined>
  probe(
    source: ReadableSource,
    allowCidrs: readonly string[],
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
  glance(
    source: ReadableSource,
    allowCidrs: readonly string[],
    signal?: AbortSignal,
  ): Promise<Reason | null>
  /** What the last look at a source found wrong with it, within the last half minute or another time. */
  knownTrouble(url: string, freshMs?: number): Reason | null
  prepareLogo(
    file: string,
    spec: ChannelSpec,
    logo: Logo,
    facts: SourceFacts | null,
  ): Promise<PreparedLogo>
  /** Null only for an end that was asked for. */
  classifyExit(exit: ExitFacts): Reason | null
  /** Folders that a run writes into; the first one is watched. */
  runFolders(spec: ChannelSpec, runDir: string): readonly string[]
  readOutput(folder: string, previous?: RunOutput): RunOutput
  openLog(file: string): LogFile
  /** What a run tells in its log of its source. */
  openSight(file: string): RunSight
  /** Last lines as they were written, for judging an end; never shown. */
  rawLogTail(file: string, lines: number): readonly string[]
}

export interface HostReader {
  /** One look at all these processes; those that are gone are left out. */
  sampleProcesses(pids: readonly number[]): ReadonlyMap<number, ProcSample>
  sampleHost(): HostSample | null
  close(): void
}

/** Holds the processes of each channel to its limits, as well as this host can. Never throws. */
export interface Isolation {
  /** 'v2' when it really is control groups; else CPU sets stand in, and memory is not held. */
  readonly cgroup: 'v2' | 'none'
  /** A process of a channel has come: right after its spawn, or when it was adopted. */
  hold(spec: ChannelSpec, process: { pid: number; startTicks: number }): void
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
