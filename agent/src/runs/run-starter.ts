import { randomBytes } from 'node:crypto'
import type { Capabilities, ChannelSpec, HostHappening, Source } from '@cashbacktv/contract'
import { makeRunId } from '../domain/runs/make-run-id.ts'
import { newRun } from '../domain/runs/new-run.ts'
import { freeProgressAddress } from '../domain/runs/progress-address.ts'
import { SOURCE_IN_USE } from '../domain/sources/source-readers.ts'
import type { Action, Run } from '../domain/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock, Ffmpeg, Isolation, Log, ProgressSource } from '../ports.ts'
import type { Exit } from '../process/spawn-detached.ts'
import type { Preparations } from '../sources/preparations.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import { launchRun } from './launch-run.ts'
import { pruneLogs } from './log-retention.ts'
import type { RunHandle } from './run-handle.ts'
import type { RunTable } from './run-table.ts'

export type StarterContext = {
  table: RunTable
  preparations: Preparations
  readers: Pick<SourceReaders, 'clear' | 'glance' | 'take'>
  paths: AgentPaths
  clock: Clock
  ffmpeg: Ffmpeg
  bootId: string
  progress: ProgressSource
  isolation: Isolation
  log: Log
  capabilities(): Capabilities | null
  say(happening: HostHappening): void
  isClosed(): boolean
  onSpawned(handle: RunHandle): unknown
  onExit(runId: Run['runId'], exit: Exit): void
  /** The start has come to something, good or bad. */
  onSettled(): void
}

export type StartRequest = {
  start: Extract<Action, { kind: 'start' }>
  spec: ChannelSpec
  source: Source
  /** The last try failed. */
  patient: boolean
  looksFirst: boolean
}

/** Turns a decision to start into a run, and the run into a process. */
export function createRunStarter(context: StarterContext): (request: StartRequest) => void {
  const { table, clock, progress, log } = context
  /** Of starts that have no process yet. */
  const reserved = new Set<string>()
  let nextAddress = 1

  function reserveAddress(): string {
    const taken = new Set([...table.addresses(), ...reserved])
    const address = freeProgressAddress(taken, nextAddress++)
    reserved.add(address)
    return address
  }

  async function launch(run: Run, request: StartRequest): Promise<void> {
    const { runId } = run
    const { spec, source, patient, looksFirst } = request
    const { preparations, readers, paths, ffmpeg, bootId } = context
    const isWanted = () => table.get(runId)?.run.over === null && !context.isClosed()
    const progressAddress = reserveAddress()
    const outcome = await launchRun(
      { run, spec, source, patient, looksFirst, progressAddress },
      {
        ...{ paths, clock, ffmpeg, bootId, progressPort: progress.port },
        capabilities: context.capabilities(),
        admit: preparations.admit,
        logoOf: preparations.logoOf,
        clear: () => readers.clear(run.readerKey),
        lookFirst: (of) => preparations.lookFirst(of, runId),
        take: () => readers.take(runId, isWanted),
        isWanted,
        glance: (of) => readers.glance(of, runId),
        hold: (process) => context.isolation.hold(spec, process),
        onSpawned(handle) {
          table.attach(runId, handle, clock.now())
          if (handle.sight.withoutSound) table.change(runId, { withoutSound: true })
          context.onSpawned(handle)
          tellStart(handle, context)
        },
        onUnrecorded: (why) => {
          log.error({ runId, why }, 'A later agent will not know this run: free space in DATA_DIR')
        },
      },
    )
    reserved.delete(progressAddress)
    if (outcome.kind === 'launched') {
      const { pid, exited } = outcome.process
      void exited.then((exit) => {
        context.onExit(runId, exit)
        // Also of a run that had been called off while it was spawned.
        context.isolation.release(spec.id, pid)
      })
    }
    if (outcome.kind === 'failed') {
      const { reason } = outcome
      // A source in use by another channel is tried so often that only its state says it.
      if (reason.code !== SOURCE_IN_USE)
        context.say({ kind: 'refused', channelId: spec.id, sourceId: run.sourceId, reason })
      table.change(runId, { over: { at: clock.now(), reason } })
    }
    context.onSettled()
  }

  return (request) => {
    const { start } = request
    const runId = makeRunId(clock.wall(), randomBytes(12).toString('hex'))
    const run: Run = {
      ...newRun(start, { runId, pid: null, startedAt: clock.now() }),
      ...(start.withoutSound ? { withoutSound: true } : {}),
    }
    table.add(run, null)
    void launch(run, request)
  }
}

function tellStart(handle: RunHandle, { paths, log, say }: StarterContext): void {
  const { runId, channelId, pid, sourceId, command } = handle
  pruneLogs(paths.logDir(channelId))
  say({ kind: 'run-started', channelId, runId, pid, sourceId, command })
  log.info({ channelId, runId, pid }, 'Run started')
}
