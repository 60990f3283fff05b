import type { RunId } from '@cashbacktv/contract'
import type { Run } from '../domain/reconcile/world.ts'
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
  /** The run that tells its progress from this address. Asked for hundreds of times a second. */
  atAddress(address: string): Entry | undefined
  /** Resolves when any run has changed. */
  nextChange(): Promise<void>
}

export function createRunTable(): RunTable {
  const entries = new Map<RunId, Entry>()
  const byAddress = new Map<string, Entry>()
  let waiting: (() => void)[] = []
  function changed(): void {
    const told = waiting
    waiting = []
    for (const tell of told) tell()
  }
  return {
    add(run, handle) {
      const entry = { run, handle }
      entries.set(run.runId, entry)
      if (handle !== null) byAddress.set(handle.progressAddress, entry)
    },
    get: (runId) => entries.get(runId),
    attach(runId, handle, spawnedAt) {
      const entry = entries.get(runId)
      if (entry === undefined) return
      entry.handle = handle
      byAddress.set(handle.progressAddress, entry)
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
      const entry = entries.get(runId)
      const address = entry?.handle?.progressAddress
      // It may be another's by now.
      if (address !== undefined && byAddress.get(address) === entry) byAddress.delete(address)
      entries.delete(runId)
      changed()
    },
    runs: () => [...entries.values()].map((entry) => entry.run),
    entries: () => entries.values(),
    nextChange: () => new Promise((resolve) => waiting.push(resolve)),
    addresses: () => new Set(byAddress.keys()),
    atAddress: (address) => byAddress.get(address),
  }
}
