import { mkdirSync } from 'node:fs'
import type {
  Capabilities,
  ChannelId,
  ChannelSpec,
  DesiredState,
  HostId,
  HostReport,
  Reason,
  RunId,
  Source,
} from '@cashbacktv/contract'
import { allOff } from '../domain/all-off.ts'
import { adoptedMemory } from '../domain/channel-memory.ts'
import { reconcile } from '../domain/reconcile.ts'
import { noteProbe } from '../domain/sources.ts'
import {
  type Action,
  type Fingerprint,
  isLive,
  type Run,
  reasonOf,
  type World,
} from '../domain/world.ts'
import type { AssetStore, Clock, Ffmpeg, HostReader, Log, ProgressSource } from '../ports.ts'
import { createMediaProcessFinder } from '../process/find-media-processes.ts'
import { signalGroup } from '../process/signal-group.ts'
import type { Exit } from '../process/spawn-detached.ts'
import { adoptRuns } from './adopt-runs.ts'
import type { AgentPaths } from './agent-paths.ts'
import { readAirFiles } from './air-files.ts'
import { type Announcer, createAnnouncer } from './announcer.ts'
import { buildReport, readAir } from './build-report.ts'
import { memoFingerprint } from './fingerprint-memo.ts'
import { removeFile, writeText } from './json-file.ts'
import { newestLog, pruneLogs } from './log-retention.ts'
import { mediaPressure } from './media-pressure.ts'
import type { Outbox } from './outbox.ts'
import { createPreparations, type Preparations } from './preparations.ts'
import { createOrphanRemover } from './remove-orphans.ts'
import type { RunHandle } from './run-handle.ts'
import { createRunStarter } from './run-starter.ts'
import { createRunTable } from './run-table.ts'
import type { Snapshots } from './snapshots.ts'
import { CALLED_OFF, tellEnd } from './tell-end.ts'
import { watchRuns } from './watch-runs.ts'

export type SupervisorContext = {
  hostId: HostId
  version: string
  bootId: string
  cores: number
  paths: AgentPaths
  clock: Clock
  random: () => number
  log: Log
  ffmpeg: Ffmpeg
  host: HostReader
  progress: ProgressSource
  assets: AssetStore
  outbox: Outbox
  snapshots: Snapshots
  capabilities(): Capabilities | null
  allowCidrs: readonly string[]
  /** Something has been put into the outbox. */
  onEvent(): void
}

const MAX_PASSES = 25
const HOUSEKEEPING_MS = 4_000
/** It was not our child, or it ended while no agent was there. */
const UNKNOWN_END: Exit = { code: null, signal: null }

/**
 * Makes the host match its snapshot. One pass at a time: collect, decide, perform, and again
 * until nothing is asked for; then sleep until the decision's own time or until something happens.
 */
export class Supervisor {
  private readonly table = createRunTable()
  private readonly preparations: Preparations
  private readonly watch: ReturnType<typeof watchRuns>
  private readonly removeOrphans: () => number
  private channels: World['channels'] = new Map()
  private air = new Map<ChannelId, string>()
  /** Newest run of each channel, also after its end. */
  private newest = new Map<ChannelId, RunHandle>()
  private pressure: Reason | null = null
  private timer: NodeJS.Timeout | null = null
  private housekeeping: NodeJS.Timeout | null = null
  private passPending = false
  private stoppingAll = false
  private closed = false
  private readonly context: SupervisorContext
  private readonly announcer: Announcer
  private readonly fingerprint: Fingerprint
  private readonly startRun: ReturnType<typeof createRunStarter>

  constructor(context: SupervisorContext) {
    this.context = context
    this.announcer = createAnnouncer(context)
    this.fingerprint = memoFingerprint(context.ffmpeg.fingerprint)
    const { paths, ffmpeg, assets, clock, log } = context
    this.preparations = createPreparations({
      ...{ ffmpeg, assets, clock, log },
      allowCidrs: () => this.allowCidrs(),
    })
    this.startRun = createRunStarter({
      ...context,
      table: this.table,
      preparations: this.preparations,
      say: this.announcer.say,
      isClosed: () => this.closed,
      onSpawned: (handle) => this.onSpawned(handle),
      onExit: (runId, exit) => this.onExit(runId, exit),
      onSettled: () => {
        this.watch.hurry()
        this.wake()
      },
    })
    this.removeOrphans = createOrphanRemover({
      find: createMediaProcessFinder(paths.mediaDir),
      isKnown: (runId) => this.table.get(runId) !== undefined,
      say: (happening) => this.announcer.say(happening),
    })
    this.adopt()
    this.watch = watchRuns({
      table: this.table,
      ...{ clock, ffmpeg },
      host: context.host,
      progress: context.progress,
      onFirstSegment: (run) => this.onFirstSegment(run),
      onVanished: (runId) => this.onExit(runId, UNKNOWN_END),
    })
    this.housekeep()
    const desired = context.snapshots.current()
    if (desired !== null) this.preparations.prepare(desired)
    this.wake()
  }

  /** A snapshot has come; it is taken, held or ignored. */
  offer(next: DesiredState): void {
    const { snapshots, log } = this.context
    const running = new Set(
      this.table
        .runs()
        .filter(isLive)
        .map((run) => run.channelId),
    )
    const offered = snapshots.offer(next, running)
    const { revision } = next
    switch (offered.kind) {
      case 'ignored':
        log.debug({ revision }, offered.why)
        return
      case 'held': {
        if (!offered.isNew) return
        const { stops } = offered
        log.warn({ revision, stops }, 'Snapshot held: it would stop many channels. Confirm it.')
        this.announcer.say({ kind: 'snapshot-held', revision, stops, running: offered.running })
        return
      }
      case 'accepted':
        log.info({ revision, channels: next.channels.length }, 'Snapshot accepted')
        if (!offered.saved) log.error({ revision }, 'Not kept on disk: free space in DATA_DIR')
        this.wake()
        this.preparations.prepare(next)
    }
  }

  /** Something may have changed: look soon. Many calls make one pass. */
  wake(): void {
    if (this.passPending || this.closed) return
    this.passPending = true
    setImmediate(() => {
      this.passPending = false
      if (!this.closed) this.passUntilQuiet()
    })
  }

  report(): HostReport {
    const { clock, paths, hostId, snapshots } = this.context
    return buildReport({
      hostId,
      clock,
      appliedRevision: snapshots.current()?.revision ?? null,
      heldRevision: snapshots.heldRevision(),
      sample: this.watch.sample(),
      channels: this.channels,
      specs: snapshots.current()?.channels ?? [],
      entries: this.table.entries(),
      air: readAir(paths.originStatus, clock.wall()),
    })
  }

  /** What is needed to answer questions about channels. */
  questions() {
    return {
      handleOf: (channelId: ChannelId) => this.newest.get(channelId) ?? null,
      logOf: (channelId: ChannelId) => newestLog(this.context.paths.logDir(channelId)),
      urlsOf: (channelId: ChannelId) =>
        this.specOf(channelId)?.sources.map((source) => source.url) ?? [],
      allowCidrs: () => this.allowCidrs(),
    }
  }

  /** No channel is being started and the host has half of its CPU to spare. */
  isIdle(): boolean {
    const starting = this.table.runs().some((run) => run.firstSegmentAt === null)
    return !starting && (this.watch.sample()?.cpuPercent ?? 100) < 50
  }

  /** Ends every channel's process and waits for it; what is wanted stays as it is. */
  async stopChannels(): Promise<void> {
    this.stoppingAll = true
    this.wake()
    while (this.table.runs().some((run) => run.over === null) && !this.closed) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** Stops supervising. Channels go on. */
  close(): void {
    this.closed = true
    this.watch.close()
    if (this.timer !== null) clearTimeout(this.timer)
    if (this.housekeeping !== null) clearTimeout(this.housekeeping)
  }

  private adopt(): void {
    const { paths, snapshots, bootId, clock, ffmpeg, log, version } = this.context
    const desired = snapshots.current()
    const { adopted, ended, damaged } = adoptRuns(paths, desired, bootId, clock, ffmpeg)
    const channels = new Map(this.channels)
    for (const { run, handle } of adopted) {
      this.table.add(run, handle)
      this.newest.set(run.channelId, handle)
      const spec = desired?.channels.find((channel) => channel.id === run.channelId)
      const memory = adoptedMemory(spec, run.sourceId, run.threadStep, clock.now())
      channels.set(run.channelId, memory)
      const { runId, channelId } = run
      this.announcer.say({ kind: 'run-adopted', channelId, runId, pid: handle.pid })
    }
    this.channels = channels
    this.air = readAirFiles(paths)
    for (const handle of ended) tellEnd(handle, UNKNOWN_END, null, this.endContext())
    this.announcer.say({ kind: 'agent-started', version, adopted: adopted.length })
    this.tellDamage(damaged)
    log.info({ adopted: adopted.length, ended: ended.length }, 'Runs of the agent before')
  }

  private tellDamage(records: readonly string[]): void {
    const { snapshots, outbox } = this.context
    const parts = [
      snapshots.damaged === null ? '' : 'the last snapshot',
      records.length === 0 ? '' : `${records.length} run records`,
      outbox.damagedLines === 0 ? '' : `${outbox.damagedLines} events`,
    ].filter((part) => part !== '')
    if (parts.length === 0) return
    const message = `Damaged files were set aside and rebuilt: ${parts.join(', ')}.`
    this.context.log.warn({}, message)
    this.announcer.say({
      kind: 'host-notice',
      reason: reasonOf('resource', 'files-damaged', message),
    })
  }

  private passUntilQuiet(): void {
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const result = reconcile(this.world(), this.moment())
      this.channels = result.channels
      for (const action of result.actions) this.perform(action)
      if (result.actions.length === 0) {
        this.sleepUntil(result.wakeAt)
        return
      }
    }
    this.context.log.error({}, 'Decisions do not come to rest')
    this.sleepUntil(this.context.clock.now() + 1000)
  }

  private world(): World {
    const { snapshots, cores, capabilities } = this.context
    const desired = snapshots.current()
    const problem = capabilities()?.ffmpegProblem ?? null
    const missing = problem === null ? null : reasonOf('resource', 'ffmpeg-missing', problem)
    return {
      desired: this.stoppingAll ? allOff(desired, this.context.hostId) : desired,
      channels: this.channels,
      runs: this.table.runs(),
      air: this.air,
      pressure: missing ?? this.pressure,
      cores,
    }
  }

  private moment() {
    const { clock, random } = this.context
    return {
      now: clock.now(),
      wall: clock.wall(),
      random,
      fingerprint: this.fingerprint,
    }
  }

  private sleepUntil(wakeAt: number | null): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (wakeAt === null) return
    const pause = Math.max(1, Math.min(wakeAt - this.context.clock.now(), 60_000))
    this.timer = setTimeout(() => this.wake(), pause)
  }

  private perform(action: Action): void {
    switch (action.kind) {
      case 'start':
        this.start(action)
        break
      case 'stop':
        this.stop(action.runId, action.why)
        break
      case 'signal':
        this.signal(action.runId, action.signal)
        break
      case 'bury':
        this.table.remove(action.runId)
        break
      case 'air':
        this.writeAir(action.channelId, action.air)
        break
      case 'probe-source':
        void this.probe(action.channelId, action.sourceId)
        break
      case 'say':
        this.announcer.say(action.happening)
    }
  }

  private start(start: Extract<Action, { kind: 'start' }>): void {
    const spec = this.specOf(start.channelId)
    const source = spec?.sources.find((candidate) => candidate.id === start.sourceId)
    if (spec === undefined || source === undefined) return
    const patient = (this.channels.get(start.channelId)?.failure?.attempt ?? 0) > 0
    this.startRun({ start, spec, source, patient })
  }

  private onSpawned(handle: RunHandle): void {
    const { runId, channelId, pid, sourceId, command } = handle
    this.newest.set(channelId, handle)
    pruneLogs(this.context.paths.logDir(channelId))
    this.announcer.say({ kind: 'run-started', channelId, runId, pid, sourceId, command })
    this.context.log.info({ channelId, runId, pid }, 'Run started')
  }

  private onFirstSegment(run: Run): void {
    const { channelId, runId } = run
    const afterMs = Math.max(0, Math.round(this.context.clock.now() - run.startedAt))
    this.announcer.say({ kind: 'first-segment', channelId, runId, afterMs })
    this.wake()
  }

  private stop(runId: RunId, why: NonNullable<Run['stopping']>['why']): void {
    const entry = this.table.get(runId)
    if (entry === undefined) return
    const now = this.context.clock.now()
    this.table.change(runId, { stopping: { since: now, why, signals: 1 } })
    if (entry.handle !== null) signalGroup(entry.handle.pid, 'SIGTERM')
    // It has no process yet: calling it off is all there is to do.
    else this.table.change(runId, { over: { at: now, reason: CALLED_OFF } })
  }

  private signal(runId: RunId, signal: 'SIGTERM' | 'SIGKILL'): void {
    const entry = this.table.get(runId)
    if (entry?.run.stopping == null || entry.handle === null) return
    const { stopping } = entry.run
    this.table.change(runId, { stopping: { ...stopping, signals: stopping.signals + 1 } })
    signalGroup(entry.handle.pid, signal)
  }

  private onExit(runId: RunId, exit: Exit): void {
    const entry = this.table.get(runId)
    if (this.closed || entry === undefined || entry.handle === null || entry.run.over) return
    const reason = tellEnd(entry.handle, exit, entry.run, this.endContext())
    this.table.change(runId, { over: { at: this.context.clock.now(), reason } })
    this.wake()
  }

  private endContext() {
    const { ffmpeg, clock, paths, log } = this.context
    return { ffmpeg, clock, paths, log, say: this.announcer.say }
  }

  private writeAir(channelId: ChannelId, air: string | null): void {
    const { paths, log } = this.context
    try {
      if (air === null) removeFile(paths.air(channelId))
      else {
        mkdirSync(paths.channelDir(channelId), { recursive: true })
        writeText(paths.air(channelId), air)
      }
    } catch (error) {
      log.error({ channelId, error: String(error) }, 'The origin could not be told')
      this.pressure = mediaPressure(paths.mediaDir)
    }
    if (air === null) this.air.delete(channelId)
    else this.air.set(channelId, air)
  }

  private async probe(channelId: ChannelId, sourceId: Source['id']): Promise<void> {
    const { ffmpeg, clock } = this.context
    const source = this.specOf(channelId)?.sources.find((candidate) => candidate.id === sourceId)
    if (source === undefined) return
    const { ok } = await ffmpeg.probe(source.url, this.allowCidrs(), false)
    const memory = this.channels.get(channelId)
    if (memory?.sources == null) return
    const sources = noteProbe(memory.sources, ok, clock.now())
    this.channels = new Map(this.channels).set(channelId, { ...memory, sources })
    this.wake()
  }

  /** What is looked at every few seconds: orphans, the media folder, logs that grow. */
  private housekeep(): void {
    const { paths, clock, log } = this.context
    this.announcer.retry()
    const removed = this.removeOrphans()
    if (removed > 0) log.warn({ removed }, 'Orphans asked to end')
    const before = this.pressure?.code
    this.pressure = mediaPressure(paths.mediaDir)
    if (this.pressure !== null && before !== this.pressure.code) {
      log.error({}, this.pressure.message)
      this.announcer.say({ kind: 'host-notice', reason: this.pressure })
    }
    if (before !== this.pressure?.code) this.wake()
    for (const { handle } of this.table.entries()) handle?.log.poll(clock.wall())
    for (const id of this.newest.keys()) if (!this.channels.has(id)) this.newest.delete(id)
    this.housekeeping = setTimeout(() => this.housekeep(), HOUSEKEEPING_MS)
  }

  private specOf(channelId: ChannelId): ChannelSpec | undefined {
    return this.context.snapshots.current()?.channels.find((channel) => channel.id === channelId)
  }

  private allowCidrs(): readonly string[] {
    const given = this.context.snapshots.current()?.settings.sourceAllowCidrs ?? []
    return [...this.context.allowCidrs, ...given]
  }
}
