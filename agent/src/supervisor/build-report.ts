import {
  type ChannelId,
  type ChannelObservation,
  type ChannelSpec,
  type HostId,
  type HostReport,
  type HostRoom,
  type HostSample,
  type InputObservation,
  PROTOCOL,
  type ProcessMetrics,
  type QualityCurve,
  type QualityMeasurement,
  type QualityObservation,
  type RecordingId,
  runEncoder,
  type Source,
  type SourceFacts,
  type SourceWarning,
  sourceWarnings,
  type UploadObservation,
} from '@cashbacktv/contract'
import type { Air } from '../air/read-air.ts'
import { slatesOf } from '../domain/air/slates-of.ts'
import { contentObserved } from '../domain/content/content-observed.ts'
import { inputRates } from '../domain/input-figures/packet-window.ts'
import type { HostMemory } from '../domain/observations/observation.ts'
import { encoderOnCpu } from '../domain/plan-ffmpeg/encoder-arguments.ts'
import { testCardFacts } from '../domain/plan-ffmpeg/test-card.ts'
import { qualityObserved } from '../domain/quality/quality-observed.ts'
import type { ChannelMemory, Run } from '../domain/reconcile/world.ts'
import { paceSpeed } from '../domain/runs/pace.ts'
import type { Clock } from '../ports.ts'
import type { Restreams } from '../restreams/keep-restreams.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import type { Entry } from '../runs/run-table.ts'

export type ReportInput = {
  hostId: HostId
  appliedRevision: number | null
  heldRevision: number | null
  sample: HostSample | null
  capacity: HostRoom | null
  channels: ReadonlyMap<ChannelId, ChannelMemory>
  specs: readonly ChannelSpec[]
  entries: Iterable<Entry>
  air: Air
  host: Pick<HostMemory, 'slates' | 'recentSlates'>
  clock: Clock
  factsOf(source: Source): SourceFacts | null
  quality: QualityKnown
  restreams: Pick<Restreams, 'observed'>
  uploads: ReadonlyMap<RecordingId, UploadObservation>
  waitingEvents: number
  illegalMoves: number
}

/** What this host knows of the quality of its encoders and its channels. */
export type QualityKnown = {
  curves: readonly QualityCurve[]
  measured(channelId: ChannelId): QualityMeasurement | null
}

/** Everything that is known of the host this second. */
export function buildReport(input: ReportInput): HostReport {
  const shown = new Map<ChannelId, Entry>()
  for (const entry of input.entries) {
    const before = shown.get(entry.run.channelId)
    if (before === undefined || rank(entry.run) >= rank(before.run)) {
      shown.set(entry.run.channelId, entry)
    }
  }
  const specs = new Map(input.specs.map((spec) => [spec.id, spec]))
  const sent = input.restreams.observed()
  const channels: ChannelObservation[] = []
  for (const [channelId, memory] of input.channels) {
    const spec = specs.get(channelId)
    const observed = observe(channelId, memory, shown.get(channelId), spec, input)
    const restreams = sent.get(channelId)
    channels.push(restreams === undefined ? observed : { ...observed, restreams })
  }
  return {
    protocol: PROTOCOL,
    hostId: input.hostId,
    at: new Date(input.clock.wall()).toISOString(),
    appliedRevision: input.appliedRevision,
    heldRevision: input.heldRevision,
    sample: input.sample,
    capacity: input.capacity,
    origin: input.air.origin,
    channels,
    ...recordingsOf(input),
    ...(input.air.dvrDisk === null ? {} : { dvrDisk: input.air.dvrDisk }),
    waitingEvents: input.waitingEvents,
    illegalMoves: input.illegalMoves,
  }
}

/** As the origin sees them, with what is uploaded of them from here. */
function recordingsOf({ air, uploads }: ReportInput): Pick<HostReport, 'recordings'> {
  if (air.recordings.length === 0) return {}
  const recordings = air.recordings.map((one) => {
    const upload = uploads.get(one.id)
    return upload === undefined ? one : { ...one, upload }
  })
  return { recordings }
}

/** While two runs are there the one that viewers get is shown. */
function rank(run: Run): number {
  if (run.over !== null || run.pid === null) return 0
  if (run.firstSegmentAt === null) return 1
  return run.stopping === null ? 3 : 2
}

function observe(
  channelId: ChannelId,
  memory: ChannelMemory,
  entry: Entry | undefined,
  spec: ChannelSpec | undefined,
  input: ReportInput,
): ChannelObservation {
  const { clock } = input
  const handle = entry?.run.over === null ? entry.handle : null
  const next = memory.failure?.nextTryAt ?? null
  return {
    channelId,
    state: memory.state,
    since: toInstant(memory.since, clock),
    reason: memory.reason,
    attempt: memory.failure?.attempt ?? 0,
    nextTryAt: next === null ? null : toInstant(next, clock),
    queuePosition: memory.queuePosition,
    restartGeneration: entry?.run.restartGeneration ?? spec?.restartGeneration ?? 0,
    run: handle && {
      runId: handle.runId,
      pid: handle.pid,
      sourceId: handle.sourceId,
      fingerprint: handle.fingerprint,
      startedAt: handle.startedAt,
      ...(handle.sight.taken === null ? {} : { taken: handle.sight.taken }),
      ...(handle.isCopy ? {} : { encoder: encoderOf(handle) }),
    },
    ...leftFor(memory, spec),
    metrics: handle && entry ? metricsOf(handle, entry.run, clock.now()) : null,
    ...(handle && { input: inputOf(handle) }),
    ...contentObserved(memory, spec, clock.wall()),
    ...qualityOf(channelId, handle, spec, input),
    air: input.air.channels.get(channelId) ?? null,
    ...slatesOf(input.host, channelId, clock.wall()),
    ...warningsOf(spec, memory, input),
  }
}

function encoderOf({ gpu, command }: RunHandle): string {
  return gpu === undefined ? encoderOnCpu(command) : runEncoder(gpu)
}

function qualityOf(
  channelId: ChannelId,
  handle: RunHandle | null,
  spec: ChannelSpec | undefined,
  { clock, factsOf, quality }: ReportInput,
): { quality?: QualityObservation } {
  const source = spec?.sources.find(({ id }) => id === handle?.sourceId)
  const run = handle && {
    quantisers: handle.quantisers,
    bitrateKbps: handle.output.bitrateKbps,
    isOnGpu: handle.gpu !== undefined,
    facts: source === undefined ? null : (testCardFacts(source.url) ?? factsOf(source)),
  }
  const { curves } = quality
  return qualityObserved({
    spec,
    run,
    curves,
    measured: quality.measured(channelId),
    wall: clock.wall(),
  })
}

/** Of the source in use, or of the first where none is. A test card is ours. */
function leftFor(
  { sources }: ChannelMemory,
  spec: ChannelSpec | undefined,
): Pick<ChannelObservation, 'sourceLeftFor'> {
  const isFirst = sources?.activeId === spec?.sources[0]?.id
  return isFirst || !sources?.leftFor ? {} : { sourceLeftFor: sources.leftFor }
}

function warningsOf(
  spec: ChannelSpec | undefined,
  { sources }: ChannelMemory,
  { factsOf }: ReportInput,
): { warnings?: SourceWarning[] } {
  const source = spec?.sources.find(({ id }) => id === sources?.activeId) ?? spec?.sources[0]
  const facts = source === undefined ? null : factsOf(source)
  if (spec === undefined || facts === null || facts.container === 'lavfi') return {}
  const warnings = sourceWarnings(facts, spec.output)
  return warnings.length === 0 ? {} : { warnings }
}

function metricsOf(handle: RunHandle, run: Run, now: number): ProcessMetrics {
  const { proc, progress, output } = handle
  return {
    pid: handle.pid,
    uptimeSeconds: Math.max(0, Math.round((now - run.startedAt) / 100) / 10),
    cpuPercent: proc?.cpuPercent ?? 0,
    memoryBytes: proc?.memoryBytes ?? 0,
    virtualMemoryBytes: proc?.virtualMemoryBytes ?? 0,
    threads: proc?.threads ?? 0,
    openFiles: proc?.openFiles ?? 0,
    ioWaitSeconds: proc?.ioWaitSeconds ?? 0,
    readBytes: proc?.readBytes ?? 0,
    writtenBytes: proc?.writtenBytes ?? 0,
    frames: progress?.frames ?? 0,
    fps: progress?.fps ?? 0,
    speed: rounded(paceSpeed(handle.pace)),
    inputBitrateKbps: rounded(inputRates(handle.packets)?.bitrateKbps ?? null),
    outputBitrateKbps: rounded(output.bitrateKbps),
    droppedFrames: progress?.droppedFrames ?? 0,
    duplicatedFrames: progress?.duplicatedFrames ?? 0,
  }
}

/** What comes of its source now. */
function inputOf({ packets, sight }: RunHandle): InputObservation {
  const { width = null, height = null } = sight.facts?.video ?? {}
  const framesPerSecond = rounded(inputRates(packets)?.framesPerSecond ?? null)
  return { framesPerSecond, width, height, errors: { ...sight.errors, timeJumps: packets.jumps } }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.max(0, Math.round(value * 1000) / 1000)
}

function toInstant(monotonic: number, clock: Clock): string {
  return new Date(clock.wall() + monotonic - clock.now()).toISOString()
}
