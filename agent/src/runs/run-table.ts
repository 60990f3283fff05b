import type { RunId } from '@cashbacktv/contract'
import type { Run } from '../domain/world.ts'
import type { RunHandle } from './run-handle.ts'

/** A run as decisions see it, and its process once it has one. */
export type Entry = { run: Run; handle: RunHandle | null }

export interface RunTable {
  add(run: Run, handle: RunHandle | null): void
  get(runId: RunId): Entry | undefined
  /** `spawnedAt` of the clock that never jumps. */
  attach(runId: RunId, handle: RunHandle, spawnedAt: number): void
  change(runId: RunId, change: Partial<Run>): void
  /** The run as it is now judged, where it is still there. */
  judge(run: Run): void
  remove(runId: RunId): void
  runs(): readonly Run[]
  entries(): IterableIterator<Entry>
  addresses(): ReadonlySet<string>
  /** Resolves when any run has changed. */
  nextChange(): Promise<void>
}

export function createRunTable(): RunTable {
  const entries = new Map<RunId, Entry>()
  let waiting: (() => void)[] = []
  function changed(): void {
    const told = waiting
    waiting = []
    for (const tell of told) tell()
  }
  return {
    add: (run, handle) => void entries.set(run.runId, { run, handle }),
    get: (runId) => entries.get(runId),
    attach(runId, handle, spawnedAt) {
      const entry = entries.get(runId)
      if (entry === undefined) return
      entry.handle = handle
      entry.run = { ...entry.run, pid: handle.pid, spawnedAt, waiting: false }
      changed()
    },
    change(runId, change) {
      const entry = entries.get(runId)
      if (entry === undefined) return
      entry.run = { ...entry.run, ...change }
      changed()
    },
    judge(run) {
      const entry = entries.get(run.runId)
      if (entry === undefined) return
      entry.run = run
      changed()
    },
    remove(runId) {
      entries.delete(runId)
      changed()
    },
    runs: () => [...entries.values()].map((entry) => entry.run),
    entries: () => entries.values(),
    nextChange: () => new Promise((resolve) => waiting.push(resolve)),
    addresses() {
      const taken = new Set<string>()
      for (const { handle } of entries.values()) if (handle) taken.add(handle.progressAddress)
      return taken
    },
  }
}
