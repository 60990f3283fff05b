import type { ChannelId, DesiredState, HostHappening, RunId } from '@cashbacktv/contract'
import { FRESH_HOST, type Observation } from '../src/domain/observations/observation.ts'
import { adoptedMemory } from '../src/domain/reconcile/channel-memory.ts'
import { reconcile } from '../src/domain/reconcile/reconcile.ts'
import { guardSnapshot } from '../src/domain/reconcile/snapshot-guard.ts'
import {
  type Action,
  isLive,
  type Run,
  type StartAction,
  type World,
} from '../src/domain/reconcile/world.ts'
import { newRun } from '../src/domain/runs/new-run.ts'
import { reasonSaying } from './reason-saying.ts'

/**
 * A host in miniature for property tests: it performs what `reconcile` asks for and lets FFmpegs
 * come alive, deliver and die at the test's command. It has no I/O and no real time.
 */
export class ModelHost {
  now = 1_000_000
  world: World
  said: HostHappening[] = []
  /** Sources that are known to be others than they were. */
  followed: string[] = []
  faults: string[] = []
  private nextRun = 1
  private seed = 1

  constructor(desired: DesiredState | null = null) {
    this.world = {
      desired,
      observations: [],
      host: FRESH_HOST,
      channels: new Map(),
      runs: [],
      air: new Map(),
      learned: new Map(),
      freedAt: new Map(),
      pressure: null,
      cores: 4,
      capacity: null,
    }
  }

  offer(snapshot: DesiredState): void {
    const running = new Set(this.world.runs.filter(isLive).map((run) => run.channelId))
    const verdict = guardSnapshot(this.world.desired, snapshot, running)
    if (verdict.kind === 'accept') this.world = { ...this.world, desired: snapshot }
  }

  /** The agent is another one: its memory is gone, and it adopts what runs. */
  restart(): void {
    const runs = this.world.runs
      .filter((run) => run.over === null && run.pid !== null)
      .map((run) => ({ ...run, stopping: null }))
    const specs = this.world.desired?.channels ?? []
    const channels = runs.map((run) => {
      const spec = specs.find(({ id }) => id === run.channelId)
      return [run.channelId, adoptedMemory(spec, run, this.now)] as const
    })
    this.world = { ...this.world, runs, channels: new Map(channels) }
  }

  /** What was started delivers, and what follows from that is done. */
  goOnAir(): this {
    this.deliver()
    this.settle()
    return this
  }

  /** Passes until nothing more is asked for. */
  settle(): void {
    for (let pass = 0; pass < 20; pass++) {
      if (this.pass().length === 0) return
    }
    this.faults.push('does not come to rest')
  }

  /** One pass with its actions performed; answers them. */
  pass(): readonly Action[] {
    const result = this.decide()
    const { channels, host } = result
    const judged = new Map(result.judged.map((run) => [run.runId, run]))
    const runs = this.world.runs.map((run) => judged.get(run.runId) ?? run)
    this.world = { ...this.world, channels, host, runs, observations: [] }
    for (const action of result.actions) this.perform(action)
    this.checkRuns()
    return result.actions
  }

  decide() {
    const random = () => {
      this.seed = (this.seed * 1103515245 + 12345) % 2147483648
      return this.seed / 2147483648
    }
    const fingerprint = (
      spec: { output: unknown; logo: unknown; layers: unknown },
      source: { url: string },
    ) => JSON.stringify([spec.output, spec.logo, spec.layers, source.url])
    return reconcile(this.world, { now: this.now, wall: this.now, random, fingerprint })
  }

  /** A complete segment of every run that may bring one. */
  deliver(which: (run: Run) => boolean = () => true): void {
    this.edit(
      (run) => isLive(run) && which(run),
      (run) => ({
        ...run,
        firstSegmentAt: run.firstSegmentAt ?? this.now,
        lastSegmentAt: this.now,
      }),
    )
  }

  /** Runs are ready and wait for their place at the source. */
  wait(which: (run: Run) => boolean): void {
    this.edit(
      (run) => isLive(run) && which(run),
      (run) => ({ ...run, pid: null, waiting: true }),
    )
  }

  /** Something is seen; the next pass says what it means. */
  observe(...observations: readonly Observation[]): void {
    this.world = { ...this.world, observations: [...this.world.observations, ...observations] }
  }

  /** They get it. */
  spawn(which: (run: Run) => boolean): void {
    this.edit(
      (run) => isLive(run) && which(run),
      (run) => ({ ...run, pid: this.nextRun++, waiting: false, spawnedAt: this.now }),
    )
  }

  /** Something is found out about every live run. */
  change(found: Partial<Run>): void {
    this.edit(isLive, (run) => ({ ...run, ...found }))
  }

  die(
    which: (run: Run) => boolean,
    reason = reasonSaying('network', 'gone', 'The source is gone.'),
  ) {
    this.edit(
      (run) => run.over === null && which(run),
      (run) => ({ ...run, over: { at: this.now, reason } }),
    )
  }

  runsOf(id: ChannelId): readonly Run[] {
    return this.world.runs.filter((run) => run.channelId === id && run.over === null)
  }

  private edit(which: (run: Run) => boolean, change: (run: Run) => Run): void {
    const runs = this.world.runs.map((run) => (which(run) ? change(run) : run))
    this.world = { ...this.world, runs }
  }

  private perform(action: Action): void {
    switch (action.kind) {
      case 'start':
        this.world = { ...this.world, runs: [...this.world.runs, this.makeRun(action)] }
        return
      case 'stop':
        this.edit(
          (run) => run.runId === action.runId,
          (run) => ({
            ...run,
            stopping: { since: this.now, signalledAt: this.now, why: action.why, signals: 1 },
          }),
        )
        return
      case 'signal':
        this.edit(
          (run) => run.runId === action.runId && run.stopping !== null,
          (run) => ({
            ...run,
            stopping: run.stopping && {
              ...run.stopping,
              signals: run.stopping.signals + 1,
              signalledAt: this.now,
            },
          }),
        )
        return
      case 'bury':
        this.world = {
          ...this.world,
          runs: this.world.runs.filter((run) => run.runId !== action.runId),
        }
        return
      case 'air': {
        const air = new Map(this.world.air)
        if (action.air === null) air.delete(action.channelId)
        else air.set(action.channelId, action.air)
        this.world = { ...this.world, air }
        return
      }
      case 'say':
        this.said.push(action.happening)
        return
      case 'learn': {
        const fact = { admits: action.admits, at: this.now }
        const learned = new Map(this.world.learned).set(action.readerKey, fact)
        this.world = { ...this.world, learned }
        return
      }
      case 'illegal-move':
        this.faults.push(`${action.from} -> ${action.to}`)
        return
      case 'follow-source':
        this.followed.push(action.url)
        return
      case 'probe-source':
      case 'keep-lasting':
        return
    }
  }

  private makeRun(action: StartAction): Run {
    const runId = `run${this.nextRun.toString().padStart(5, '0')}-0123456789abcdef` as RunId
    return newRun(action, { runId, pid: this.nextRun++, startedAt: this.now })
  }

  private checkRuns(): void {
    const live = new Map<ChannelId, number>()
    for (const run of this.world.runs.filter(isLive)) {
      live.set(run.channelId, (live.get(run.channelId) ?? 0) + 1)
    }
    for (const [id, count] of live) {
      if (count > 2) this.faults.push(`${count} live runs of ${id}`)
      const onAir = this.runsOf(id).some((run) => run.firstSegmentAt !== null)
      if (count === 2 && !onAir) this.faults.push(`two live runs of ${id} and none on air`)
    }
  }
}
