import type { RunId } from '@cashbacktv/contract'
import type { Run, StopWhy } from '../domain/reconcile/world.ts'
import { signalGroup } from '../process/signal-group.ts'
import type { Exit } from '../process/spawn-detached.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import { CALLED_OFF, type ConclusionContext, concludeRun } from './conclude-run.ts'
import type { Entry, RunTable } from './run-table.ts'

export type RunControl = {
  /** First step of the stop ladder. */
  stop(runId: RunId, why: StopWhy): void
  /** A later step of it. */
  signal(runId: RunId, signal: 'SIGTERM' | 'SIGKILL'): void
  ended(runId: RunId, exit: Exit): void
  firstSegment(run: Run): void
}

/** What happens to runs between their start and their burial. */
export function createRunControl(
  context: ConclusionContext & {
    table: RunTable
    readers: Pick<SourceReaders, 'letGo'>
    isClosed(): boolean
    wake(): void
    lookAtSource(entry: Entry): void
  },
): RunControl {
  const { table, readers, clock, say, wake } = context
  return {
    stop(runId, why) {
      const entry = table.get(runId)
      if (entry === undefined) return
      const now = clock.now()
      table.change(runId, { stopping: { since: now, why, signals: 1, signalledAt: now } })
      if (entry.handle !== null) signalGroup(entry.handle.pid, 'SIGTERM')
      // It has no process yet: calling it off is all there is to do.
      else table.change(runId, { over: { at: now, reason: CALLED_OFF } })
    },
    signal(runId, signal) {
      const entry = table.get(runId)
      if (entry?.run.stopping == null || entry.handle === null) return
      const { stopping } = entry.run
      const signals = stopping.signals + 1
      table.change(runId, { stopping: { ...stopping, signals, signalledAt: clock.now() } })
      signalGroup(entry.handle.pid, signal)
    },
    ended(runId, exit) {
      const entry = table.get(runId)
      if (context.isClosed() || entry === undefined || entry.handle === null) return
      if (entry.run.over !== null) return
      if (entry.run.firstSegmentAt !== null) readers.letGo(entry.run.readerKey)
      context.lookAtSource(entry)
      const reason = concludeRun(entry.handle, exit, entry.run, context)
      entry.handle.sight.log.close()
      table.change(runId, { over: { at: clock.now(), reason } })
      wake()
    },
    firstSegment({ channelId, runId, startedAt }) {
      const afterMs = Math.max(0, Math.round(clock.now() - startedAt))
      say({ kind: 'first-segment', channelId, runId, afterMs })
      wake()
    },
  }
}
