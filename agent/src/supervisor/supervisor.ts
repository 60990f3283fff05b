import type { ChannelId, ChannelSpec, DesiredState, HostReport } from '@cashbacktv/contract'
import { type LastingStore, lastingStore } from '../air/lasting-store.ts'
import { createOriginTeller, type OriginTeller } from '../air/origin-teller.ts'
import { readAir } from '../air/read-air.ts'
import { roomOf } from '../domain/admission/host-capacity.ts'
import { allOff } from '../domain/all-off.ts'
import { startManner } from '../domain/failures/needs-look.ts'
import { FRESH_HOST } from '../domain/observations/observation.ts'
import { reconcile } from '../domain/reconcile.ts'
import type { Action, Fingerprint, Moment, World } from '../domain/world.ts'
import { createEventWriter, type EventWriter } from '../events/event-writer.ts'
import { UNKNOWN_END } from '../runs/conclude-run.ts'
import { createRunControl, type RunControl } from '../runs/run-control.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import { createRunStarter } from '../runs/run-starter.ts'
import { createRunTable } from '../runs/run-table.ts'
import { watchRuns } from '../runs/watch-runs.ts'
import { watchSiblings } from '../runs/watch-siblings.ts'
import { watchSight } from '../runs/watch-sight.ts'
import { createPreparations, type Preparations } from '../sources/preparations.ts'
import { createSourceReaders, type SourceReaders } from '../sources/source-readers.ts'
import { createSourceWatch, type SourceWatch } from '../sources/source-watch.ts'
import { adoptRuns } from './adopt-runs.ts'
import { buildReport } from './build-report.ts'
import { type AnswerContext, channelQuestions } from './channel-questions.ts'
import { memoFingerprint } from './fingerprint-memo.ts'
import { type Housekeeping, keepHouse } from './housekeeping.ts'
import { countIllegalMoves, type IllegalMoves } from './illegal-moves.ts'
import { lookEachSecond } from './look-each-second.ts'
import { collectObservations, type Observations } from './observations.ts'
import { offerSnapshot } from './offer-snapshot.ts'
import { allowedNetworks, type SupervisorContext } from './supervisor-context.ts'
import { createWaker, type Waker } from './waker.ts'
import { worldNow } from './world-now.ts'

const MAX_PASSES = 25

/**
 * Makes the host match its snapshot. One pass at a time: collect, decide, perform, and again
 * until nothing is asked for; then sleep until the decision's own time or until something happens.
 */
export class Supervisor {
  private readonly context: SupervisorContext
  private readonly table = createRunTable()
  private readonly events: EventWriter
  private readonly readers: SourceReaders
  private readonly preparations: Preparations
  private readonly origin: OriginTeller
  private readonly house: Housekeeping
  private readonly control: RunControl
  private readonly startRun: ReturnType<typeof createRunStarter>
  private readonly watch: ReturnType<typeof watchRuns>
  private readonly fingerprint: Fingerprint
  private readonly sources: SourceWatch
  private readonly waker: Waker
  private readonly moves: IllegalMoves
  private readonly observations: Observations
  private readonly lasting: LastingStore
  private channels: World['channels']
  private host: World['host']
  /** Newest run of each channel, also after its end. */
  private newest = new Map<ChannelId, RunHandle>()
  private stoppingAll = false
  private closed = false

  constructor(context: SupervisorContext) {
    this.context = context
    this.moves = countIllegalMoves(context.log)
    const { table } = this
    const isClosed = () => this.closed
    this.waker = createWaker(context.clock, () => this.passUntilQuiet())
    const { wake } = this.waker
    this.observations = collectObservations(wake)
    const { observe } = this.observations
    this.lasting = lastingStore(context.paths)
    const { read } = this.lasting
    this.host = { ...FRESH_HOST, slates: read('slates'), silences: read('silences') }
    this.events = createEventWriter(context)
    const { say } = this.events
    this.fingerprint = memoFingerprint(context.ffmpeg.fingerprint)
    const allowCidrs = () => allowedNetworks(context)
    this.readers = createSourceReaders({ ...context, table, allowCidrs, wake })
    const { readers } = this
    this.preparations = createPreparations({ ...context, readers, allowCidrs })
    this.origin = createOriginTeller(context.paths, context.log)
    const lookAtSource = watchSight({ ...context, table, wake })
    this.control = createRunControl({
      ...context,
      ...{ table, readers, say, isClosed, wake, lookAtSource },
    })
    this.channels = adoptRuns(context, table, this.events)
    for (const { handle } of table.entries()) {
      if (handle !== null) this.newest.set(handle.channelId, handle)
    }
    const siblings = watchSiblings(table, wake)
    this.watch = watchRuns({
      ...context,
      table,
      everyLook: siblings.look,
      lookAtSource,
      onFirstSegment: this.control.firstSegment,
      everySecond: lookEachSecond({ ...context, table, readers, observe }),
      observe,
      onVanished: (runId) => this.control.ended(runId, UNKNOWN_END),
    })
    this.startRun = createRunStarter({
      ...{ ...context, table, preparations: this.preparations, readers, say, isClosed },
      onSpawned: (handle) => {
        this.newest.set(handle.channelId, handle)
        siblings.opens(handle.runId)
      },
      onExit: this.control.ended,
      onSettled: () => {
        this.watch.hurry()
        wake()
      },
    })
    this.sources = createSourceWatch({
      ...context,
      readers,
      channels: () => this.channels,
      runs: table.runs,
      observe,
      admit: (source) => this.preparations.admit(source),
    })
    this.house = keepHouse(context, table, this.events, this.origin, wake)
    const desired = context.snapshots.current()
    if (desired !== null) this.preparations.prepare(desired)
    wake()
  }

  /** A snapshot has come; it is taken, held or ignored. */
  offer(next: DesiredState): void {
    if (!offerSnapshot(next, this.context, this.table, this.events)) return
    this.wake()
    this.preparations.prepare(next)
    const wanted = new Set(next.channels.map((channel) => channel.id))
    for (const id of this.newest.keys()) if (!wanted.has(id)) this.newest.delete(id)
  }

  wake(): void {
    this.waker.wake()
  }

  report(): HostReport {
    const { clock, paths, hostId, snapshots, ffmpeg } = this.context
    return buildReport({
      ...{ hostId, clock, factsOf: ffmpeg.rememberedFacts },
      appliedRevision: snapshots.current()?.revision ?? null,
      heldRevision: snapshots.heldRevision(),
      sample: this.watch.sample(),
      capacity: roomOf(this.world()),
      channels: this.channels,
      specs: snapshots.current()?.channels ?? [],
      entries: this.table.entries(),
      air: readAir(paths.originStatus, clock.wall()),
    })
  }

  /** What is needed to answer questions about channels. */
  questions(): Omit<AnswerContext, 'ffmpeg'> {
    return channelQuestions(this.context, this.newest, this.readers)
  }

  /** No channel is being started and the host has half of its CPU to spare. */
  isIdle(): boolean {
    if (this.table.runs().some((run) => run.firstSegmentAt === null)) return false
    return (this.watch.sample()?.cpuPercent ?? 100) < 50
  }

  /** Ends every channel's process and waits for it; what is wanted stays as it is. */
  async stopChannels(): Promise<void> {
    this.stoppingAll = true
    this.wake()
    while (this.table.runs().some((run) => run.over === null) && !this.closed) {
      await this.table.nextChange()
    }
  }

  /** Stops supervising. Channels go on. */
  close(): void {
    this.closed = true
    this.watch.close()
    this.sources.close()
    this.waker.close()
    this.house.close()
    const illegalMoves = this.moves.count()
    if (illegalMoves > 0) this.context.log.error({ illegalMoves }, 'Illegal moves were made')
  }

  private passUntilQuiet(): void {
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const observations = this.observations.take()
      const result = reconcile({ ...this.world(), observations }, this.moment())
      this.channels = result.channels
      this.host = result.host
      for (const run of result.judged) this.table.change(run.runId, run)
      for (const action of result.actions) this.perform(action)
      if (result.actions.length === 0) {
        this.waker.sleepUntil(result.wakeAt)
        return
      }
    }
    this.context.log.error({}, 'Decisions do not come to rest')
    this.waker.sleepUntil(this.context.clock.now() + 1000)
  }

  private world(): World {
    const { context, table, channels, host, origin, readers, house } = this
    const { hostId, snapshots } = context
    const desired = this.stoppingAll ? allOff(snapshots.current(), hostId) : snapshots.current()
    const parts = { table, channels, origin, readers, house, sample: this.watch.sample() }
    return worldNow({ ...context, ...parts, desired, memory: host })
  }

  private moment(): Moment {
    const { clock, random } = this.context
    return { now: clock.now(), wall: clock.wall(), random, fingerprint: this.fingerprint }
  }

  private perform(action: Action): void {
    switch (action.kind) {
      case 'start':
        this.start(action)
        break
      case 'stop':
        this.control.stop(action.runId, action.why)
        break
      case 'signal':
        this.control.signal(action.runId, action.signal)
        break
      case 'bury':
        this.table.remove(action.runId)
        break
      case 'air':
        this.origin.tell(action.channelId, action.air)
        break
      case 'probe-source':
        void this.sources.probe(action.channelId, action.sourceId)
        break
      case 'learn':
        this.readers.learn(action.readerKey, action.admits)
        break
      case 'say':
        this.events.say(action.happening)
        break
      case 'keep-lasting':
        this.lasting.keep(action.what, action.lasting)
        break
      case 'illegal-move':
        this.moves.note(action)
    }
  }

  private start(start: Extract<Action, { kind: 'start' }>): void {
    const spec = this.specOf(start.channelId)
    const source = spec?.sources.find((candidate) => candidate.id === start.sourceId)
    if (spec === undefined || source === undefined) return
    const { failure = null } = this.channels.get(start.channelId) ?? {}
    this.startRun({ start, spec, source, ...startManner(failure, start) })
  }

  private specOf(channelId: ChannelId): ChannelSpec | undefined {
    return this.context.snapshots.current()?.channels.find((channel) => channel.id === channelId)
  }
}
